using ZaloBot.Rules;
using ZaloBot.Settings;

namespace ZaloBot.Moderation;

/// <summary>
/// Decides what to do about a verdict: a pure function of the verdict, what was done before, and the settings. Everything that
/// speaks for restraint is asked before anything is said.
/// </summary>
public static class MessageDecider
{
    /// <summary>
    /// Further breaches of the same person within this time belong to the same burst and count as one; never longer than the
    /// group's cooldown.
    /// </summary>
    public static readonly TimeSpan Burst = TimeSpan.FromMinutes(2);

    public static Decision Decide(MessageCircumstances about, WarningOptions settings)
    {
        if (about.Breach is null)
        {
            return about.WorthReview ? new Decision(DecisionKind.Note, HeldBack.Unsure, TellLeaders: false, Step: 0) : Decision.Nothing;
        }

        if (!about.Breach.IsForPublic)
        {
            return new Decision(DecisionKind.Note, HeldBack.Doubtful, TellLeaders: AsksLeaders(about, settings), Step: 0);
        }

        var sameBurst = about.Ladder is { } state && about.Now - state.LastAt < (Burst < settings.GroupCooldown ? Burst : settings.GroupCooldown);
        var faded = about.Ladder is not { } last || about.Now - last.LastAt >= settings.FadeAfter;
        var step = sameBurst ? about.Ladder!.Step : (faded ? 0 : about.Ladder!.Step) + 1;
        var rung = settings.Ladder.Where(candidate => candidate.Breach <= step).MaxBy(candidate => candidate.Breach);
        var urgent = about.Breach.Rule == RuleName.Scam;
        var tell = !sameBurst && (urgent || rung is { TellLeader: true } or { Action: LadderAction.Alert });

        if (about.ByLeader)
        {
            return new Decision(DecisionKind.Note, HeldBack.ByLeader, TellLeaders: false, Step: 0);
        }

        if (about.Mode == GroupMode.Observe || about.RuleSteppedDown)
        {
            // A swindle is told to the leaders even where nothing is said in the group: it cannot wait for the dashboard.
            return new Decision(DecisionKind.Note, about.RuleSteppedDown ? HeldBack.SteppedDown : HeldBack.Observing, TellLeaders: urgent && !sameBurst, step);
        }

        var kind = rung?.Action switch
        {
            LadderAction.Remind => DecisionKind.Remind,
            LadderAction.Warn => DecisionKind.Warn,
            _ => DecisionKind.Note,
        };
        var heldBack = kind == DecisionKind.Note ? HeldBack.No : WhatHoldsBack(about, settings, sameBurst, urgent);

        // A group that has heard enough for a day needs a person: what goes unsaid for that reason is told to its leaders.
        tell |= heldBack == HeldBack.DailyLimit;
        return new Decision(heldBack == HeldBack.No ? kind : DecisionKind.Note, heldBack, tell, step);
    }

    // A doubt is put to the leaders where something would be said without it; one of a swindle in every mode and at every hour. Not again soon after they
    // were told of the same rule.
    private static bool AsksLeaders(MessageCircumstances about, WarningOptions settings) =>
        !about.ByLeader && about.Now >= about.ToldUntil && !about.InRemindedThread
        && (about.Breach!.Rule == RuleName.Scam
            || (about.Mode != GroupMode.Observe && !about.RuleSteppedDown && !about.NotAsked && WhatHoldsBack(about, settings, sameBurst: false, urgent: false) == HeldBack.No));

    private static HeldBack WhatHoldsBack(MessageCircumstances about, WarningOptions settings, bool sameBurst, bool urgent) =>
        (sameBurst, urgent) switch
        {
            (true, _) => HeldBack.SameBurst,

            // A swindle is warned of at once, in the group too, whatever was said before: others may be about to press the link.
            (false, true) => HeldBack.No,
            _ when about.IsOld => HeldBack.TooLate,
            _ when about.InRemindedThread => HeldBack.ThreadReminded,
            _ when about.Now < about.QuietUntil => HeldBack.Cooldown,
            _ when about.SaidToday >= settings.MaxPerGroupPerDay => HeldBack.DailyLimit,
            _ when !about.InOfficeHours => HeldBack.OutsideOfficeHours,
            _ => HeldBack.No,
        };
}

/// <summary>Everything that bears on the decision about one message.</summary>
public sealed record MessageCircumstances
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The breach to act on (<see cref="Verdict.Breach"/>), or a burst; null when no rule is broken.</summary>
    public required Finding? Breach { get; init; }

    /// <summary>A finding lies between its rule's <c>ReviewThreshold</c> and <c>Threshold</c>.</summary>
    public bool WorthReview { get; init; }

    public required GroupMode Mode { get; init; }

    /// <summary>The writer is a leader of the group, the secretary or an administrator.</summary>
    public bool ByLeader { get; init; }

    /// <summary>Leaders found the rule of <see cref="Breach"/> wrong too often in this group.</summary>
    public bool RuleSteppedDown { get; init; }

    /// <summary>Leaders dismissed nearly all doubts of the rule in this group, and are not asked about it for a while.</summary>
    public bool NotAsked { get; init; }

    /// <summary>Where the writer stands; null for a first breach.</summary>
    public LadderState? Ladder { get; init; }

    /// <summary>Until when the group has been promised quiet.</summary>
    public DateTimeOffset QuietUntil { get; init; }

    /// <summary>Until when the leaders, told of the rule of <see cref="Breach"/> lately, are not asked about another doubtful message.</summary>
    public DateTimeOffset ToldUntil { get; init; }

    public int SaidToday { get; init; }

    /// <summary>The message was sent longer ago than a word about it keeps (<c>Warnings.ExpireAfter</c>).</summary>
    public bool IsOld { get; init; }

    /// <summary>It answers a message that was reminded already.</summary>
    public bool InRemindedThread { get; init; }

    /// <summary>Now is a time at which reminders may be said.</summary>
    public bool InOfficeHours { get; init; } = true;
}
