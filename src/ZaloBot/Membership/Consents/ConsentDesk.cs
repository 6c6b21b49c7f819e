using ZaloBot.Groups;
using ZaloBot.Membership.Agenda;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// Decides about people: opens questions and takes answers. Inside a group's composition a leader's word suffices; outside, the
/// secretary consents, and nobody consents to what he asked for himself, the secretary excepted, whose own act is consent.
/// </summary>
public sealed class ConsentDesk(ConsentVoice voice)
{
    /// <summary>Opens a question about a person; the caller says to whom it is put.</summary>
    public static async Task<Consent> OpenAsync(
        EventScope scope, GroupOptions group, string userId, ConsentMatter matter, string ground, DateTimeOffset deadline, string? requestedBy = null, string reason = "", bool invites = false)
    {
        var number = await ConsentBook.NewNumberAsync(scope, $"{group.Id}/{userId}");
        var consent = new Consent
        {
            Number = number,
            GroupId = group.Id,
            UserId = userId,
            Matter = matter,
            Stage = ConsentStage.Leader,
            RequestedBy = requestedBy,
            Reason = reason,
            Invites = invites,
            AskedAt = scope.Now,
        }.With(ConsentAct.Asked, scope.Now, requestedBy ?? ConsentStep.Bot, ground);
        await ConsentBook.SaveAsync(scope, consent);
        AgendaStore.Plan(scope, AgendaKind.Deadline, group.Id, userId, deadline, number);
        return consent;
    }

    /// <summary>Settles a question that nobody has to answer any more.</summary>
    public static async Task CloseAsync(EventScope scope, Consent consent, string ground, ConsentStage stage = ConsentStage.Closed)
    {
        await ConsentBook.SaveAsync(scope, (consent with { Stage = stage }).With(stage == ConsentStage.Expired ? ConsentAct.Expired : ConsentAct.Closed, scope.Now, ConsentStep.Bot, ground));
        AgendaStore.Drop(scope, AgendaKind.Deadline, consent.GroupId, consent.Number);
    }

    /// <summary>Takes an answer about a consent, and says what came of it.</summary>
    public async Task AnswerAsync(EventScope scope, Consent consent, string by, AnswerVerb verb, string ground)
    {
        var group = scope.Settings.Group(consent.GroupId);
        var refusal = group is null ? "Answer.GroupGone"
            : consent.UserId == by ? "Answer.OwnCase"
            : !scope.Settings.MayAnswerFor(group, by) && consent.RequestedBy != by ? "Answer.NotYours"
            : consent.Removing ? "Answer.TooLate"
            : null;
        if (refusal is not null)
        {
            Reply(scope, consent, by, Phrases.Fill(refusal, consent.Number));
            return;
        }

        await (verb switch
        {
            AnswerVerb.Agree or AnswerVerb.Refuse when consent is { IsOpen: true, Matter: ConsentMatter.Leaving, Stage: ConsentStage.Leader } =>
                ReplyAsync(scope, consent, by, Phrases.Fill("Answer.LeavingUnclear", consent.Number)),
            AnswerVerb.Agree or AnswerVerb.Keep or AnswerVerb.Invite when consent.IsOpen => AgreeAsync(scope, group!, consent with { Invites = consent.Invites || verb == AnswerVerb.Invite }, by, ground),
            AnswerVerb.Refuse or AnswerVerb.Remove or AnswerVerb.Withdraw when consent.IsOpen => RefuseAsync(scope, group!, consent, by, ground),
            AnswerVerb.Invite when consent.HoldsAt(scope.Now) => InviteAsync(scope, group!, consent, by),
            AnswerVerb.Withdraw or AnswerVerb.Remove when consent.Stage == ConsentStage.Granted => WithdrawAsync(scope, group!, consent, by, ground, removes: verb == AnswerVerb.Remove),
            AnswerVerb.Remove when consent.Stage is ConsentStage.Refused or ConsentStage.Withdrawn or ConsentStage.Expired => RemoveAsync(scope, group!, consent, by, ground),
            _ => ReplyAsync(scope, consent, by, Phrases.Fill($"Answer.Already.{consent.Stage}", consent.Number)),
        });
    }

    /// <summary>A leader wants a person in the group.</summary>
    public async Task RequestAsync(EventScope scope, GroupOptions group, string by, string userId, string reason, bool invites)
    {
        var placed = await MemberPlacing.PlaceAsync(scope, group, userId);
        var isIn = await scope.Memory.MemberAsync(group.Id, userId) is { In: true };
        if (userId == by || (isIn && !placed.Placement.NeedsConsent()))
        {
            voice.Reply(scope, by, userId == by ? Phrases.Fill("Answer.OwnCase", "") : Phrases.Fill("Answer.IsInAlready", await voice.NameAsync(scope, userId), group.Name), about: userId, group: group.Id);
            return;
        }

        if (placed.Consent is { } holds)
        {
            await (invites ? InviteAsync(scope, group, holds, by) : ReplyAsync(scope, holds, by, Phrases.Fill("Answer.Already.Granted", holds.Number)));
            return;
        }

        if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { Matter: not ConsentMatter.Joining } open)
        {
            // Asked by an event before: the leader's wish is his answer to it.
            await AnswerAsync(scope, open with { Reason = open.Reason.Length > 0 ? open.Reason : reason }, by, invites ? AnswerVerb.Invite : AnswerVerb.Agree, reason);
            return;
        }

        var consent = await OpenAsync(scope, group, userId, ConsentMatter.Requested, reason, scope.Now + scope.Settings.Membership.AnswerWithin, by, reason, invites);
        await AgreeAsync(scope, group, consent, by, reason);
    }

    private async Task AgreeAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground)
    {
        var placed = await MemberPlacing.PlaceAsync(scope, group, consent.UserId);
        var consents = scope.Settings.MayConsent(by) && (consent.RequestedBy != by || scope.Settings.Organisation.Secretary == by);

        // As long as the roster is not complete, a leader's word that somebody the bot does not know belongs is how it gets complete.
        var knows = consent is { Matter: ConsentMatter.Joined or ConsentMatter.Waiting, Stage: ConsentStage.Leader } && placed.Placement is Placement.Unknown;
        if (placed.Placement.IsInside())
        {
            await GrantAsync(scope, group, consent, by, Ground("Ground.ByPosition", ground));
        }
        else if (consents)
        {
            await GrantAsync(scope, group, consent, by, Ground(scope.Settings.Organisation.Secretary == by ? "Ground.Secretary" : "Ground.Deputy", ground));
        }
        else if (knows)
        {
            await GrantAsync(scope, group, consent, by, Ground("Ground.LeaderKnows", ground));
        }
        else if (consent.Stage == ConsentStage.Secretary)
        {
            Reply(scope, consent, by, Phrases.Fill("Answer.WaitsForSecretary", consent.Number));
        }
        else
        {
            await PutToSecretaryAsync(scope, group, consent, by, ground);
        }
    }

    private async Task PutToSecretaryAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground)
    {
        var organisation = scope.Settings.Organisation;
        List<string> able = [.. new[] { organisation.Secretary }.Concat(organisation.Deputies).Where(person => person.Length > 0 && person != by && person != consent.UserId)];
        if (able.Count == 0)
        {
            Reply(scope, consent, by, Phrases.Fill("Answer.NoSecretary", consent.Number));
            return;
        }

        var asked = (consent with { Stage = ConsentStage.Secretary, RequestedBy = by, Reason = consent.Reason.Length > 0 ? consent.Reason : ground })
            .With(ConsentAct.PutToSecretary, scope.Now, by, ground);
        await ConsentBook.SaveAsync(scope, asked);
        await voice.AskSecretaryAsync(scope, group, asked, able[0]);
        Reply(scope, asked, by, Phrases.Fill("Answer.PutToSecretary", consent.Number));
    }

    private async Task GrantAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground)
    {
        var isIn = await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true };
        var until = scope.Now + scope.Settings.Membership.ConsentLasts;
        var granted = (consent with { Stage = ConsentStage.Granted, ValidUntil = until, UsedAt = isIn ? scope.Now : null }).With(ConsentAct.Granted, scope.Now, by, ground);
        AgendaStore.Drop(scope, AgendaKind.Deadline, group.Id, consent.Number);
        AgendaStore.Drop(scope, AgendaKind.Remove, group.Id, consent.UserId);
        AgendaStore.Plan(scope, AgendaKind.Expiry, group.Id, consent.UserId, until, consent.Number);

        var waits = !isIn && !(await scope.Memory.FieldAsync(scope.Keys.Pending(group.Id), consent.UserId)).IsNull;
        var outcome = "Outcome.Granted";
        if (waits)
        {
            outcome = "Outcome.GrantedByHand";
            if (group.Mode != GroupMode.Observe)
            {
                AgendaStore.Plan(scope, AgendaKind.Accept, group.Id, consent.UserId, scope.Now, consent.Number);
                outcome = "Outcome.GrantedAccepting";
            }
        }
        else if (!isIn && (consent.Invites || consent.Matter == ConsentMatter.Joining) && group.Mode != GroupMode.Observe)
        {
            granted = OrderInvitation(scope, group, granted, by);
            outcome = "Outcome.GrantedInviting";
        }
        else if (!isIn)
        {
            outcome = "Outcome.GrantedToAdd";
        }

        await ConsentBook.SaveAsync(scope, granted);
        await DecideAsync(scope, group, granted, by, Phrases.Fill(outcome, ConsentVoice.Local(scope, until), consent.Number));
    }

    private async Task RefuseAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground)
    {
        var refused = (consent with { Stage = ConsentStage.Refused }).With(ConsentAct.Refused, scope.Now, by, ground);
        AgendaStore.Drop(scope, AgendaKind.Deadline, group.Id, consent.Number);
        var outcome = "Outcome.Refused";
        if (consent.Matter == ConsentMatter.Waiting)
        {
            outcome = "Outcome.RefusedByHand";
            if (group.Mode == GroupMode.Enforce)
            {
                AgendaStore.Plan(scope, AgendaKind.Reject, group.Id, consent.UserId, scope.Now, consent.Number);
                outcome = "Outcome.RefusedRejecting";
            }
        }
        else if (await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true })
        {
            outcome = OrderRemoval(scope, group, ref refused, by);
        }

        await ConsentBook.SaveAsync(scope, refused);
        await DecideAsync(scope, group, refused, by, Phrases.Get(outcome));
    }

    private async Task WithdrawAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground, bool removes)
    {
        var withdrawn = (consent with { Stage = ConsentStage.Withdrawn }).With(ConsentAct.Withdrawn, scope.Now, by, ground);
        AgendaStore.Drop(scope, AgendaKind.Expiry, group.Id, consent.Number);
        AgendaStore.Drop(scope, AgendaKind.Invite, group.Id, consent.UserId);
        AgendaStore.Drop(scope, AgendaKind.Accept, group.Id, consent.UserId);
        var outcome = "Outcome.Withdrawn";
        if (await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true })
        {
            outcome = "Outcome.WithdrawnStillIn";
            if (removes)
            {
                outcome = OrderRemoval(scope, group, ref withdrawn, by);
            }
            else if (group is { Mode: GroupMode.Enforce, OnUnauthorisedMember: UnauthorisedMember.Remove } && scope.Settings.Membership.Removal == RemovalPolicy.AfterGrace)
            {
                AgendaStore.Plan(scope, AgendaKind.Remove, group.Id, consent.UserId, scope.Now + scope.Settings.Membership.Grace, consent.Number);
            }
        }

        await ConsentBook.SaveAsync(scope, withdrawn);
        await DecideAsync(scope, group, withdrawn, by, Phrases.Fill(outcome, consent.Number));
    }

    private async Task RemoveAsync(EventScope scope, GroupOptions group, Consent consent, string by, string ground)
    {
        var outcome = "Outcome.NotIn";
        if (await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true })
        {
            outcome = OrderRemoval(scope, group, ref consent, by, ground);
            await ConsentBook.SaveAsync(scope, consent);
        }

        Reply(scope, consent, by, Phrases.Get(outcome));
    }

    private async Task InviteAsync(EventScope scope, GroupOptions group, Consent consent, string by)
    {
        if (await scope.Memory.MemberAsync(group.Id, consent.UserId) is { In: true })
        {
            Reply(scope, consent, by, Phrases.Fill("Answer.IsInAlready", await voice.NameAsync(scope, consent.UserId), group.Name));
        }
        else if (group.Mode == GroupMode.Observe)
        {
            Reply(scope, consent, by, Phrases.Fill("Outcome.GrantedToAdd", ConsentVoice.Local(scope, consent.ValidUntil ?? scope.Now), consent.Number));
        }
        else
        {
            await ConsentBook.SaveAsync(scope, OrderInvitation(scope, group, consent, by));
            Reply(scope, consent, by, Phrases.Fill("Outcome.GrantedInviting", ConsentVoice.Local(scope, consent.ValidUntil ?? scope.Now), consent.Number));
        }
    }

    private static Consent OrderInvitation(EventScope scope, GroupOptions group, Consent consent, string by)
    {
        AgendaStore.Plan(scope, AgendaKind.Invite, group.Id, consent.UserId, scope.Now, consent.Number);
        return consent.With(ConsentAct.InvitationOrdered, scope.Now, by);
    }

    // Only in Enforce does the bot remove anybody; elsewhere the leader does it in the Zalo app.
    private static string OrderRemoval(EventScope scope, GroupOptions group, ref Consent consent, string by, string ground = "")
    {
        if (group.Mode != GroupMode.Enforce)
        {
            return "Outcome.RemoveByHand";
        }

        AgendaStore.Plan(scope, AgendaKind.Remove, group.Id, consent.UserId, scope.Now, consent.Number);
        consent = consent.With(ConsentAct.RemovalOrdered, scope.Now, by, ground);
        return "Outcome.Removing";
    }

    private async Task DecideAsync(EventScope scope, GroupOptions group, Consent consent, string by, string outcome)
    {
        Reply(scope, consent, by, $"{Phrases.Fill("Answer.About", consent.Number, await voice.NameAsync(scope, consent.UserId), group.Name)} {outcome}");
        await voice.TellOutcomeAsync(scope, group, consent, outcome, except: by);
    }

    private void Reply(EventScope scope, Consent consent, string by, string text) => voice.Reply(scope, by, text, consent.Number, consent.UserId, consent.GroupId);

    private Task ReplyAsync(EventScope scope, Consent consent, string by, string text)
    {
        Reply(scope, consent, by, text);
        return Task.CompletedTask;
    }

    private static string Ground(string phrase, string said) => said.Length > 0 ? $"{Phrases.Get(phrase)} “{UserText.Defuse(said)}”" : Phrases.Get(phrase);
}

/// <summary>What somebody answers.</summary>
public enum AnswerVerb
{
    Agree,
    Refuse,

    /// <summary>The person shall leave the group.</summary>
    Remove,

    /// <summary>The person shall stay.</summary>
    Keep,

    /// <summary>Agreed, and the bot shall invite.</summary>
    Invite,

    /// <summary>What was granted is taken back.</summary>
    Withdraw,
}
