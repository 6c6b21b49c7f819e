namespace ZaloBot.Rules.Entities;

/// <summary>The domains whose links are official. A leading <c>*.</c> stands for the domain itself and for any part before it.</summary>
internal sealed class OfficialDomains
{
    /// <summary>Official whoever runs the bot: state and schools.</summary>
    public static readonly OfficialDomains Common = new(["*.gov.vn", "*.dcs.vn", "*.doanthanhnien.vn"]);

    private readonly string[] _exact;
    private readonly string[] _below;

    public OfficialDomains(IEnumerable<string> domains)
    {
        var all = domains.Select(domain => domain.Trim().ToLowerInvariant()).Where(domain => domain.Length > 0).ToArray();
        _exact = [.. all.Select(domain => domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain)];
        _below = [.. all.Where(domain => domain.StartsWith("*.", StringComparison.Ordinal)).Select(domain => domain[1..])];
    }

    /// <summary>True for a lower-case host that is official.</summary>
    public bool Contains(ReadOnlySpan<char> host)
    {
        foreach (var domain in _exact)
        {
            if (host.SequenceEqual(domain))
            {
                return true;
            }
        }

        foreach (var ending in _below)
        {
            if (host.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
