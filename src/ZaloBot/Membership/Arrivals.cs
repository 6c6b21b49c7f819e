using StackExchange.Redis;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>
/// Keeps the book of who comes into a group and by what, and brings newcomers who do not belong before the leaders. One fact told
/// several ways (an approval, a join, a comparison, a repetition under another name) changes the book once, and only a change is
/// acted upon.
/// </summary>
public sealed class Arrivals(MembershipVoice voice, BotMetrics metrics)
{
    private static readonly TimeSpan BaselineSlack = TimeSpan.FromMinutes(10);

    public async Task ReceiveAsync(GroupPeopleEvent joined, GroupOptions group, EventScope scope)
    {
        var strangers = new List<(string UserId, Placement Placement)>();
        foreach (var userId in joined.UserIds.Where(userId => userId != scope.Settings.Zalo.OaId))
        {
            var known = await scope.Memory.MemberAsync(group.Id, userId);
            if (known is not null && !IsNews(known, joined.SentAt))
            {
                continue;
            }

            var byBot = await OwnActs.TakeAsync(scope, group.Id, userId, AgendaKind.Invite, AgendaKind.Accept) is not null;
            var placed = await MemberPlacing.PlaceAsync(scope, group, userId, byBot, asNewcomer: true);
            metrics.MemberJoined(placed.Placement.ToString());
            var source = FoundByComparison.Is(joined) ? MemberSource.Comparison : MemberSource.Event;
            scope.Memory.SetMember(scope.Changes, group.Id, userId, new MemberState(In: true, joined.SentAt, source, placed.Placement, placed.Consent?.Number));
            await ForgetWaitingAsync(scope, group, userId);
            if (placed.Placement.NeedsConsent())
            {
                strangers.Add((userId, placed.Placement));
            }
            else
            {
                await WelcomeAsync(scope, group, userId, placed, byBot);
            }
        }

        foreach (var alike in strangers.ToLookup(stranger => stranger.Placement, stranger => stranger.UserId))
        {
            await QuestionAsync(scope, group, [.. alike], alike.Key, joined);
        }
    }

    // Not for those who are in already, nor when the event is older than the departure that came before it. Who joined while
    // the group's baseline was being taken stands in it by chance, and the event says otherwise.
    private static bool IsNews(MemberState known, DateTimeOffset joinedAt) =>
        known.In ? known.Source == MemberSource.Baseline && joinedAt > known.Since - BaselineSlack : known.Since <= joinedAt;

    private static async Task ForgetWaitingAsync(EventScope scope, GroupOptions group, string userId)
    {
        if (!(await scope.Memory.FieldAsync(scope.Keys.Pending(group.Id), userId)).IsNull)
        {
            await scope.Memory.SetFieldAsync(scope.Changes, scope.Keys.Pending(group.Id), userId, RedisValue.Null);
        }

        AgendaStore.Drop(scope, AgendaKind.Accept, group.Id, userId);
        AgendaStore.Drop(scope, AgendaKind.Reject, group.Id, userId);
        AgendaStore.Drop(scope, AgendaKind.Invite, group.Id, userId);
    }

    private static async Task WelcomeAsync(EventScope scope, GroupOptions group, string userId, Placed placed, bool byBot)
    {
        if (placed.Consent is { } consent)
        {
            var used = (consent with { UsedAt = consent.UsedAt ?? scope.Now }).With(ConsentAct.Used, scope.Now, byBot ? ConsentStep.Bot : userId, Phrases.Get(byBot ? "Ground.BroughtByBot" : "Ground.Came"));
            await ConsentBook.SaveAsync(scope, used);
        }

        if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { } open)
        {
            await ConsentDesk.CloseAsync(scope, open, Phrases.Of("Placement", placed.Placement));
        }
    }

    private async Task QuestionAsync(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds, Placement placement, GroupPeopleEvent joined)
    {
        var questions = new List<Consent>();
        if (group.OnUnauthorisedMember != UnauthorisedMember.Ignore)
        {
            var acts = group is { Mode: GroupMode.Enforce, OnUnauthorisedMember: UnauthorisedMember.Remove };
            var deadline = scope.Now + (acts && placement == Placement.Outsider ? scope.Settings.Membership.Grace : scope.Settings.Membership.AnswerWithin);
            foreach (var userId in userIds)
            {
                questions.Add(await QuestionAsync(scope, group, userId, placement, deadline));
            }
        }

        await voice.SpeakOfNewcomersAsync(scope, group, userIds, questions, placement, joined.SentAt);
    }

    // Somebody may have come in while the question was open: it goes on under its number, now about a member.
    private static async Task<Consent> QuestionAsync(EventScope scope, GroupOptions group, string userId, Placement placement, DateTimeOffset deadline)
    {
        var ground = Phrases.Of("Reason", placement);
        if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is not { } open)
        {
            return await ConsentDesk.OpenAsync(scope, group, userId, ConsentMatter.Joined, ground, deadline);
        }

        var asked = (open with { Matter = ConsentMatter.Joined, Reminded = false }).With(ConsentAct.Asked, scope.Now, ConsentStep.Bot, ground);
        await ConsentBook.SaveAsync(scope, asked);
        AgendaStore.Plan(scope, AgendaKind.Deadline, group.Id, userId, deadline, open.Number);
        return asked;
    }
}
