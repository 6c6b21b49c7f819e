using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership.Agenda;

/// <summary>What follows when nobody has answered in time, and when a consent's time is over.</summary>
public sealed class Deadlines(ConsentVoice voice)
{
    /// <summary>A question has been open long enough.</summary>
    public async Task MeetAsync(AgendaStep step)
    {
        var scope = step.Scope;
        step.Finish();
        if (await ConsentBook.FindAsync(scope, step.Item.Number!) is { IsOpen: true } consent)
        {
            await MeetAsync(scope, consent);
        }

        await step.CommitAsync();
    }

    /// <summary>A consent's time is over: who is in the group by it alone is put before the leader again.</summary>
    public async Task ExpireAsync(AgendaStep step)
    {
        var scope = step.Scope;
        step.Finish();
        if (await ConsentBook.FindAsync(scope, step.Item.Number!) is { Stage: ConsentStage.Granted } consent)
        {
            if (consent.ValidUntil > scope.Now)
            {
                // The clock was set back, or the consent was renewed.
                AgendaStore.Plan(scope, AgendaKind.Expiry, consent.GroupId, consent.UserId, consent.ValidUntil.Value, consent.Number);
            }
            else
            {
                await ConsentBook.SaveAsync(scope, (consent with { Stage = ConsentStage.Expired }).With(ConsentAct.Expired, scope.Now, ConsentStep.Bot));
                await AskAgainAsync(scope, consent);
            }
        }

        await step.CommitAsync();
    }

    private async Task MeetAsync(EventScope scope, Consent consent)
    {
        if (consent.Matter == ConsentMatter.Linking || scope.Settings.Group(consent.GroupId) is not { } group)
        {
            await ConsentDesk.CloseAsync(scope, consent, Phrases.Get("Ground.NobodyAnswered"), ConsentStage.Expired);
            return;
        }

        var placed = await MemberPlacing.PlaceAsync(scope, group, consent.UserId);
        var isIn = await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true };
        if (placed.Placement.IsInside() && consent.Matter != ConsentMatter.Joining)
        {
            // The roster changed while the question was open.
            await ConsentDesk.CloseAsync(scope, consent, Phrases.Of("Placement", placed.Placement));
            if (consent.Matter == ConsentMatter.Waiting && group.Mode == GroupMode.Enforce)
            {
                AgendaStore.Plan(scope, AgendaKind.Accept, group.Id, consent.UserId, scope.Now, consent.Number);
            }
        }
        else if (consent.Matter is ConsentMatter.Joined or ConsentMatter.Leaving && !isIn)
        {
            await ConsentDesk.CloseAsync(scope, consent, Phrases.Get("Ground.Left"));
        }
        else if (consent.Matter == ConsentMatter.Joined && group is { Mode: GroupMode.Enforce, OnUnauthorisedMember: UnauthorisedMember.Remove } && placed.Placement == Placement.Outsider)
        {
            await EndGraceAsync(scope, group, consent);
        }
        else if (consent.Matter == ConsentMatter.Waiting)
        {
            await EndWaitingAsync(scope, group, consent);
        }
        else
        {
            await ConsentDesk.CloseAsync(scope, consent, Phrases.Get("Ground.NobodyAnswered"), ConsentStage.Expired);
            if (consent.Matter == ConsentMatter.Requested)
            {
                await voice.TellOutcomeAsync(scope, group, consent, Phrases.Get("Outcome.NobodyAnswered"));
            }
        }
    }

    private async Task EndGraceAsync(EventScope scope, GroupOptions group, Consent consent)
    {
        var settings = scope.Settings.Membership;
        if (settings.Removal == RemovalPolicy.AfterGrace)
        {
            var expired = (consent with { Stage = ConsentStage.Expired })
                .With(ConsentAct.Expired, scope.Now, ConsentStep.Bot, Phrases.Get("Ground.GraceOver"))
                .With(ConsentAct.RemovalOrdered, scope.Now, ConsentStep.Bot, Phrases.Get("Ground.GraceOver"));
            await ConsentBook.SaveAsync(scope, expired);
            AgendaStore.Plan(scope, AgendaKind.Remove, group.Id, consent.UserId, scope.Now, consent.Number);
        }
        else if (!consent.Reminded)
        {
            await ConsentBook.SaveAsync(scope, (consent with { Reminded = true }).With(ConsentAct.Reminded, scope.Now, ConsentStep.Bot));
            AgendaStore.Plan(scope, AgendaKind.Deadline, group.Id, consent.UserId, scope.Now + settings.AnswerWithin, consent.Number);
            await voice.AskLeadersAsync(scope, group, consent, "leader-grace-over", urgent: false);
        }
        else
        {
            await ConsentDesk.CloseAsync(scope, consent, Phrases.Get("Ground.NobodyAnswered"), ConsentStage.Expired);
        }
    }

    private async Task EndWaitingAsync(EventScope scope, GroupOptions group, Consent consent)
    {
        await ConsentDesk.CloseAsync(scope, consent, Phrases.Get("Ground.NobodyAnswered"), ConsentStage.Expired);
        if (group.Mode == GroupMode.Enforce)
        {
            AgendaStore.Plan(scope, AgendaKind.Reject, group.Id, consent.UserId, scope.Now, consent.Number);
        }

        await voice.TellOutcomeAsync(scope, group, consent, Phrases.Get(group.Mode == GroupMode.Enforce ? "Outcome.WaitedTooLongRefused" : "Outcome.WaitedTooLong"));
    }

    private async Task AskAgainAsync(EventScope scope, Consent expired)
    {
        if (scope.Settings.Group(expired.GroupId) is { } group && await scope.Memory.MemberAsync(group.Id, expired.UserId) is { In: true }
            && (await MemberPlacing.PlaceAsync(scope, group, expired.UserId, asNewcomer: true)).Placement.NeedsConsent()
            && await ConsentBook.OpenAboutAsync(scope, group.Id, expired.UserId) is null)
        {
            var deadline = scope.Now + scope.Settings.Membership.AnswerWithin;
            var question = await ConsentDesk.OpenAsync(scope, group, expired.UserId, ConsentMatter.Joined, Phrases.Fill("Ground.ConsentExpired", expired.Number), deadline);
            await voice.AskLeadersAsync(scope, group, question, "leader-consent-expired", urgent: false);
        }
    }
}
