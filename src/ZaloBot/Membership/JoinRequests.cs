using StackExchange.Redis;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>
/// People who ask to join: let in by rule, refused by rule with a courteous word, or put before the leader. Nobody waits longer
/// than the settings say.
/// </summary>
public sealed class JoinRequests(ConsentVoice voice)
{
    public async Task ReceiveAsync(JoinRequested requested, GroupOptions group, EventScope scope)
    {
        foreach (var userId in requested.UserIds)
        {
            var waits = await scope.Memory.FieldAsync(scope.Keys.Pending(group.Id), userId);
            if (!waits.IsNull || await scope.Memory.MemberAsync(group.Id, userId) is { In: true } known && known.Since >= requested.SentAt)
            {
                continue;
            }

            await scope.Memory.SetFieldAsync(scope.Changes, scope.Keys.Pending(group.Id), userId, requested.SentAt.ToUnixTimeMilliseconds());
            await DecideAsync(scope, group, userId);
        }
    }

    /// <summary>Somebody waits no longer: turned away by the bot, by a person, or gone by themselves.</summary>
    public async Task CloseAsync(JoinRejected rejected, GroupOptions group, EventScope scope)
    {
        foreach (var userId in rejected.UserIds)
        {
            if ((await scope.Memory.FieldAsync(scope.Keys.Pending(group.Id), userId)).IsNull)
            {
                continue;
            }

            await scope.Memory.SetFieldAsync(scope.Changes, scope.Keys.Pending(group.Id), userId, RedisValue.Null);
            AgendaStore.Drop(scope, AgendaKind.Accept, group.Id, userId);
            AgendaStore.Drop(scope, AgendaKind.Reject, group.Id, userId);
            if (await OwnActs.TakeAsync(scope, group.Id, userId, AgendaKind.Reject) is { } number)
            {
                voice.TellRefused(scope, group, userId);
                if (await ConsentBook.FindAsync(scope, number) is { } consent)
                {
                    await ConsentBook.SaveAsync(scope, consent.With(ConsentAct.Rejected, scope.Now, ConsentStep.Bot));
                }
            }

            if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { Matter: ConsentMatter.Waiting } open)
            {
                await ConsentDesk.CloseAsync(scope, open, Phrases.Get("Ground.RejectedByHand"));
            }
        }
    }

    private async Task DecideAsync(EventScope scope, GroupOptions group, string userId)
    {
        var placed = await MemberPlacing.PlaceAsync(scope, group, userId, asNewcomer: true);

        // Who was invited with a consent is let in where the bot may act at all; by the roster alone only in Enforce.
        if (!placed.Placement.NeedsConsent() && (group.Mode == GroupMode.Enforce || (placed.Consent is not null && group.Mode != GroupMode.Observe)))
        {
            AgendaStore.Plan(scope, AgendaKind.Accept, group.Id, userId, scope.Now, placed.Consent?.Number);
            return;
        }

        if (placed.Placement == Placement.Outsider && group is { Mode: GroupMode.Enforce, OnUnauthorisedRequest: UnauthorisedRequest.Refuse })
        {
            await RefuseAsync(scope, group, userId);
            return;
        }

        if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { } open && open.Stage == ConsentStage.Secretary)
        {
            // A leader asked for the person before: the secretary's answer decides about the request too.
            return;
        }

        await AskAsync(scope, group, userId, placed);
    }

    private static async Task RefuseAsync(EventScope scope, GroupOptions group, string userId)
    {
        var asked = await ConsentDesk.OpenAsync(scope, group, userId, ConsentMatter.Waiting, Phrases.Get("Ground.AskedToJoin"), scope.Now);
        await ConsentBook.SaveAsync(scope, (asked with { Stage = ConsentStage.Refused }).With(ConsentAct.Refused, scope.Now, ConsentStep.Bot, Phrases.Get("Ground.ByRule")));
        AgendaStore.Drop(scope, AgendaKind.Deadline, group.Id, asked.Number);
        AgendaStore.Plan(scope, AgendaKind.Reject, group.Id, userId, scope.Now, asked.Number);
    }

    private async Task AskAsync(EventScope scope, GroupOptions group, string userId, Placed placed)
    {
        var deadline = scope.Now + scope.Settings.Membership.RequestsWithin;
        var question = await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { } open
            ? open with { Matter = ConsentMatter.Waiting }
            : await ConsentDesk.OpenAsync(scope, group, userId, ConsentMatter.Waiting, Phrases.Get("Ground.AskedToJoin"), deadline);
        await ConsentBook.SaveAsync(scope, question);
        AgendaStore.Plan(scope, AgendaKind.Deadline, group.Id, userId, deadline, question.Number);
        await voice.AskLeadersAsync(scope, group, question, "leader-join-request", urgent: false, Phrases.Of("Placement", placed.Placement));
    }
}
