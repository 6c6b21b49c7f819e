using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Outbox;

/// <summary>
/// Tells the administrators when private messages begin to cost something: the platform says of each what it was taken from, the
/// free ones of the reply window, a package, or, by saying nothing, money (fact sheet 5.5).
/// </summary>
public sealed class ChargeWatch(Store store, AdministratorNotices notices)
{
    private const string Free = "reply";

    /// <summary>Windows open and close for each person; who knows that messages are charged need not hear it again soon.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(30);

    /// <summary>Looks at what a message was taken from.</summary>
    public async Task LookAsync(OutboxItem item, SentMessage sent)
    {
        if (item.IsPublic)
        {
            return;
        }

        var source = sent.Quota?.QuotaType;
        if (string.Equals(source, Free, StringComparison.OrdinalIgnoreCase))
        {
            await store.Database.StringSetAsync(store.Keys.PrivateMessagesFree, "1", Silence, When.Always);
        }

        // A platform that never speaks of a quota does not say that it charges.
        else if ((source is not null || await store.Database.KeyExistsAsync(store.Keys.PrivateMessagesFree))
            && await store.Database.StringSetAsync(store.Keys.PrivateChargeTold, "1", Silence, When.NotExists))
        {
            await notices.RaiseAsync("send:charged", "private-charged", source is null ? "" : $"{source}, {sent.Quota!.Remain?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}");
        }
    }
}
