using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Drift;

/// <summary>
/// Sees whom a change of post, by its day or by an edited people file, brings into a group or takes out of it, and proposes to the
/// leaders who should leave and who should be invited. The first look proposes nothing: it is the beginning.
/// </summary>
public sealed class RosterWatch(Store store, ConsentVoice voice, SettingsSource settings, TimeProvider time)
{
    /// <summary>Proposals for a group at one look; more would be a flood, and follow at the next.</summary>
    private const int MostProposals = 10;

    // Stands in the set of a group that was looked at, so that an empty roster is told from none.
    private const string Looked = "-";

    /// <summary>Looks at one group; true when something is to be said.</summary>
    public async Task<bool> LookAsync(GroupOptions group, Lease lease)
    {
        if (group.AllowedPositions.Count == 0 || !await store.Database.SetContainsAsync(store.Keys.Compared, group.Id))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var scope = DriftFinder.Look(store, settings.Snapshot, now, $"roster/{group.Id}/{now.ToUnixTimeMilliseconds()}");
        var key = store.Keys.Roster(group.Id);
        var before = (await store.Database.SetMembersAsync(key)).Select(value => value.ToString()).ToHashSet(StringComparer.Ordinal);
        var today = (await DriftFinder.BelongingAsync(scope, store, group)).Select(person => person.UserId).Where(userId => userId.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (before.Count == 0)
        {
            await store.Database.SetAddAsync(key, [Looked, .. today.Select(userId => (StackExchange.Redis.RedisValue)userId)]);
            return false;
        }

        before.Remove(Looked);
        foreach (var userId in before.Except(today).Take(MostProposals))
        {
            scope.Changes.Add(transaction => transaction.SetRemoveAsync(key, userId));
            await ProposeAsync(scope, group, userId, ConsentMatter.Leaving);
        }

        foreach (var userId in today.Except(before).Take(MostProposals))
        {
            scope.Changes.Add(transaction => transaction.SetAddAsync(key, userId));
            await ProposeAsync(scope, group, userId, ConsentMatter.Joining);
        }

        scope.Changes.Require(lease.IsHeld);
        return await scope.Changes.CommitAsync(store.Database) && scope.Changes.TouchesOutbox;
    }

    private async Task ProposeAsync(EventScope scope, GroupOptions group, string userId, ConsentMatter matter)
    {
        var isIn = await scope.Memory.MemberAsync(group.Id, userId) is { In: true };
        var belongs = !(await MemberPlacing.PlaceAsync(scope, group, userId, asNewcomer: true)).Placement.NeedsConsent();
        var open = await ConsentBook.OpenAboutAsync(scope, group.Id, userId);
        if (open is { Matter: ConsentMatter.Leaving or ConsentMatter.Joining } && open.Matter != matter)
        {
            await ConsentDesk.CloseAsync(scope, open, Words.Phrases.Get("Ground.RosterChangedAgain"));
            open = null;
        }

        if (open is null && (matter == ConsentMatter.Leaving ? isIn && !belongs : !isIn && belongs))
        {
            var deadline = scope.Now + scope.Settings.Membership.AnswerWithin;
            var question = await ConsentDesk.OpenAsync(scope, group, userId, matter, Words.Phrases.Get("Ground.RosterChanged"), deadline);
            await voice.AskLeadersAsync(scope, group, question, matter == ConsentMatter.Leaving ? "leader-leaving" : "leader-joining", urgent: false);
        }
    }
}
