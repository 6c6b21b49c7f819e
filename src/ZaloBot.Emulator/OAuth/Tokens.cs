using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Emulator;

/// <summary>
/// Codes and tokens as the platform keeps them: a code lives 10 minutes and once, an access token 25 hours, a refresh token
/// 3 months and once (fact sheet 5.1).
/// </summary>
public sealed class Tokens
{
    /// <summary>Life of an access token.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(25);

    /// <summary>Life of an authorisation code.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly EmulatorOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string? Challenge, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _access = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expired = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Access, DateTimeOffset Until)> _refresh = new(StringComparer.Ordinal);

    internal Tokens(EmulatorOptions options) => _options = options;

    /// <summary>How many pairs were given out, by code, by renewal or by <see cref="Issue"/>.</summary>
    public int Issued { get; private set; }

    /// <summary>A first pair without OAuth, as the console's API Explorer makes it for administrators.</summary>
    public TokenPair Issue()
    {
        lock (_gate)
        {
            var now = _options.TimeProvider.GetUtcNow();
            var pair = new TokenPair(Random("at"), Random("rt"));
            _access[pair.AccessToken] = now + AccessLife;
            _refresh[pair.RefreshToken] = (pair.AccessToken, now.AddMonths(3));
            Issued++;
            return pair;
        }
    }

    /// <summary>Every access token has run out (-220); refresh tokens still work.</summary>
    public void ExpireAccess()
    {
        lock (_gate)
        {
            foreach (var token in _access.Keys.ToList())
            {
                _access[token] = DateTimeOffset.MinValue;
            }
        }
    }

    /// <summary>Every token is void: a person must grant again.</summary>
    public void RevokeAll()
    {
        lock (_gate)
        {
            _access.Clear();
            _refresh.Clear();
        }
    }

    /// <summary>Whether this access token would be accepted now.</summary>
    public bool IsGood(string accessToken) => Check(accessToken) == 0;

    /// <summary>0, or the error a call with this token gets: -216 unknown, -220 run out or renewed.</summary>
    internal int Check(string? accessToken)
    {
        lock (_gate)
        {
            if (accessToken is null || (!_access.TryGetValue(accessToken, out var until) && !_expired.Contains(accessToken)))
            {
                return -216;
            }

            return !_expired.Contains(accessToken) && until > _options.TimeProvider.GetUtcNow() ? 0 : -220;
        }
    }

    internal string NewCode(string? challenge)
    {
        lock (_gate)
        {
            var code = Random("co");
            _codes[code] = (string.IsNullOrEmpty(challenge) ? null : challenge, _options.TimeProvider.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <summary>A pair for a code, or null with the reason.</summary>
    internal TokenPair? Exchange(string? code, string? verifier, out string problem)
    {
        lock (_gate)
        {
            if (code is null || !_codes.Remove(code, out var kept))
            {
                problem = "Invalid authorized code";
                return null;
            }

            if (kept.Until <= _options.TimeProvider.GetUtcNow())
            {
                problem = "Authorized code expired";
                return null;
            }

            if (kept.Challenge is { } challenge && Challenge(verifier ?? "") != challenge.TrimEnd('='))
            {
                problem = "Invalid code verifier";
                return null;
            }

            problem = "";
            return Issue();
        }
    }

    /// <summary>A new pair for a refresh token, which is spent by this; null when it is unknown, spent or too old.</summary>
    internal TokenPair? Renew(string? refreshToken)
    {
        lock (_gate)
        {
            if (refreshToken is null || !_refresh.Remove(refreshToken, out var kept) || kept.Until <= _options.TimeProvider.GetUtcNow())
            {
                return null;
            }

            if (_options.Quirks.RenewalKillsAccessToken && _access.Remove(kept.Access))
            {
                _expired.Add(kept.Access);
            }

            return Issue();
        }
    }

    /// <summary>Base64 of the verifier's SHA-256 in the URL-safe alphabet without padding (fact sheet 5.1).</summary>
    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Random(string kind) => kind + "_" + RandomNumberGenerator.GetHexString(40, lowercase: true);
}

/// <summary>An access token and the refresh token that renews it.</summary>
/// <param name="AccessToken">For the header <c>access_token</c>.</param>
/// <param name="RefreshToken">Single use.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken);
