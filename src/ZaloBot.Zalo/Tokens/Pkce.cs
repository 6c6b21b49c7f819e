using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Zalo.Tokens;

/// <summary>A PKCE pair as the platform wants it (fact sheet 5.1): a verifier of 43 letters and digits, its SHA-256 in URL-safe Base64 without padding.</summary>
/// <param name="Verifier">Kept here until the code is redeemed.</param>
/// <param name="Challenge">Sent with the link.</param>
public sealed record Pkce(string Verifier, string Challenge)
{
    private const int Length = 43;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A fresh pair for one consent.</summary>
    public static Pkce Create()
    {
        // The platform asks for upper case, lower case and digits; one draw in some hundreds lacks one of them.
        string verifier;
        do
        {
            verifier = RandomNumberGenerator.GetString(Alphabet, Length);
        }
        while (!verifier.Any(char.IsAsciiLetterUpper) || !verifier.Any(char.IsAsciiLetterLower) || !verifier.Any(char.IsAsciiDigit));

        return new Pkce(verifier, ChallengeOf(verifier));
    }

    /// <summary>The challenge of a verifier, also of one set in the console for good.</summary>
    public static string ChallengeOf(string verifier) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
