using System.Security.Cryptography;
using System.Text;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Webhooks;

/// <summary>
/// What makes two deliveries the same event. Messages have an id of their own; the others are told apart by everything they
/// say (fact sheet 2.4). A repeated delivery is identical to the byte, so nothing that differs is the same event.
/// </summary>
public static class EventIdentity
{
    public static string Of(ZaloEvent happened) => happened switch
    {
        GroupMessage message => OfMessage(message.MessageId),
        PrivateMessage message => OfMessage(message.MessageId),
        GroupPeopleEvent people => Hash(people, people.GroupId, string.Join(',', people.UserIds.Order(StringComparer.Ordinal))),
        GroupEvent group => Hash(group, group.GroupId, ""),
        Followed followed => Hash(followed, followed.UserId, ""),
        Unfollowed unfollowed => Hash(unfollowed, unfollowed.UserId, ""),
        ChatOpened opened => Hash(opened, opened.UserId, ""),
        DataWithdrawn withdrawn => Hash(withdrawn, withdrawn.UserId ?? "", withdrawn.UserIdByApp ?? ""),
        _ => Hash(happened, happened.UserIdByApp ?? "", string.Join(',', happened.Unmapped.Select(field => $"{field.Key}={field.Value.GetRawText()}"))),
    };

    /// <summary>The identity of the event that tells a message.</summary>
    public static string OfMessage(string messageId) => $"m:{messageId}";

    /// <summary>
    /// A short number for people, derived from the event: six letters and digits without those that are easily mistaken for one
    /// another. It stands in what the bot says about the event, and the platform's history is searched for it.
    /// </summary>
    public static string CaseOf(string identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity), hash);
        return string.Create(CaseNumber.Length, BitConverter.ToUInt64(hash), static (characters, number) =>
        {
            foreach (ref var character in characters)
            {
                character = CaseNumber.Alphabet[(int)(number % (ulong)CaseNumber.Alphabet.Length)];
                number /= (ulong)CaseNumber.Alphabet.Length;
            }

            // Six plain digits may be anything and are not taken for a case number where one is looked for.
            if (!characters.ContainsAnyExceptInRange('0', '9'))
            {
                characters[0] = CaseNumber.Alphabet[(int)(number % CaseNumber.Letters)];
            }
        });
    }

    private static string Hash(ZaloEvent happened, string first, string second)
    {
        var text = $"{happened.GetType().Name}\n{first}\n{second}\n{happened.SentAt.ToUnixTimeMilliseconds()}";
        return "e:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
