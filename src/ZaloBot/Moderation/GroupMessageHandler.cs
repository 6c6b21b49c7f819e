using StackExchange.Redis;
using ZaloBot.Groups;
using ZaloBot.Learning;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Flood;
using ZaloBot.SecondOpinion;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Telemetry;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Moderation;

/// <summary>A member's message in a group: judge it, decide, remember.</summary>
public sealed class GroupMessageHandler(JudgeRegistry judges, UndeclaredGroups undeclared, CaseBook cases, ModerationVoice voice, LessonBook lessons, ModelJudge model, BotMetrics metrics)
    : IEventHandler<GroupMessage>
{
    /// <summary>What handling a message asks the store for in any case, so that a batch can ask for it at once.</summary>
    public static IEnumerable<RedisKey> Needs(GroupMessage happened, ZaloBotSettings settings, StoreKeys keys)
    {
        if (!happened.IsFromOa && settings.Group(happened.GroupId) is { } group)
        {
            yield return keys.GroupMemory(group.Id);
            if (settings.RulesFor(group.Id).Flood.Enabled)
            {
                yield return keys.MemberPace(group.Id, happened.SenderId);
            }
        }
    }

    public async Task HandleAsync(GroupMessage happened, EventScope scope)
    {
        if (scope.Settings.Group(happened.GroupId) is not { } group)
        {
            await undeclared.NoteAsync(happened.GroupId, scope);
            return;
        }

        var memory = await scope.Memory.GroupAsync(group.Id);
        var repliedTo = memory.Find(happened.QuotedMessageId);
        var message = ChatMessages.From(happened, memory, repliedTo);
        var learnt = await scope.Memory.LessonsAsync(lessons);
        var verdict = judges.For(scope.Snapshot, group.Id).Judge(message, learnt.Experience);
        double? confirmed = null;
        if (Opinion.IsWanted(verdict) && await model.AskAsync(message, scope.Snapshot) is { Counts: true } opinion)
        {
            confirmed = opinion.IsViolation ? opinion.Confidence : null;
            verdict = opinion.Settle(verdict, JudgeRegistry.SetOf(scope.Settings.RulesFor(group.Id)));
        }

        var flood = await FloodFindingAsync(happened, scope.Settings.RulesFor(group.Id).Flood, scope.Memory);

        // A burst is sure, a doubt is not; but the first of a swindle is not drowned by the burst it comes in.
        var isNewSwindle = verdict.Breach is { Rule: RuleName.Scam } && scope.Now >= memory.ToldUntil(RuleName.Scam);
        var breach = verdict.IsForPublic || isNewSwindle ? verdict.Breach : flood ?? verdict.Breach;

        // Asked for only where it weighs: most messages are in order, and every question is a round trip.
        var ladder = breach is { IsForPublic: true } ? await scope.Memory.LadderAsync(group.Id, happened.SenderId) : null;
        var pardoned = learnt.PardonedOf(ladder);
        var about = new MessageCircumstances
        {
            Now = scope.Now,
            Breach = breach,
            WorthReview = verdict is { NeedsReview: true, Main: not null },
            Mode = group.Mode,
            ByLeader = scope.Settings.LeadsOrAdministers(group, happened.SenderId),
            RuleSteppedDown = breach is not null && learnt.IsSteppedDown(group.Id, breach.Rule),
            NotAsked = breach is not null && learnt.NotAskedUntil(group.Id, breach.Rule) > scope.Now,
            Ladder = ladder?.Without(pardoned),
            QuietUntil = memory.QuietUntil,
            ToldUntil = breach is null ? default : memory.ToldUntil(breach.Rule),
            SaidToday = memory.Day == voice.Today(scope) ? memory.SaidToday : 0,
            IsOld = scope.Now - happened.SentAt >= scope.Settings.Warnings.ExpireAfter,
            InRemindedThread = happened.QuotedMessageId is { } quoted && memory.Reminded.Contains(quoted),
            InOfficeHours = !scope.Settings.Warnings.OnlyInWorkingHours || voice.InOfficeHours(scope),
        };
        var decision = MessageDecider.Decide(about, scope.Settings.Warnings);

        if (decision.Kind != DecisionKind.Nothing)
        {
            var finding = breach ?? verdict.Main!;
            scope.Changes.Afterwards(() => metrics.FindingMade(finding.Rule.ToString(), decision.Kind.ToString()));
            if (await voice.SpeakAsync(scope, group, happened, finding, decision, memory) && decision.HeldBack == HeldBack.Doubtful)
            {
                decision = decision with { HeldBack = HeldBack.Asked };
            }

            cases.Add(scope, happened, finding, verdict, decision, confirmed);
            if (decision.Step > 0 && decision.HeldBack != HeldBack.SameBurst)
            {
                // A first step begins anew; a further one keeps the pardoned cases, so that an answer taken back counts again.
                var state = decision.Step == 1
                    ? new LadderState(1, scope.Now) { Cases = [scope.Case] }
                    : new LadderState(decision.Step + pardoned, scope.Now) { Cases = [.. ladder!.Cases, scope.Case] };
                scope.Memory.SetLadder(scope.Changes, group.Id, happened.SenderId, state, scope.Settings.Warnings.FadeAfter);
            }
        }

        memory.Remember(new RememberedMessage(happened.MessageId, happened.SenderId, happened.SentAt, happened.Text));
        scope.Memory.GroupChanged(group.Id);
    }

    private static async Task<Finding?> FloodFindingAsync(GroupMessage happened, FloodOptions options, LaneMemory memory)
    {
        if (!options.Enabled)
        {
            return null;
        }

        var settings = new FloodSettings { Messages = options.Messages, Within = options.Within };
        var pace = await memory.PaceAsync(happened.GroupId, happened.SenderId, options.Within + MemberPace.Grace);
        var sent = pace.CountFor(new SentMessage(happened.SentAt, ChatMessages.KindOf(happened.Kind)), options.Within, Kept(options));
        var count = FloodRule.Count(settings, sent);
        return count >= settings.Messages
            ? new Finding
            {
                Rule = RuleName.Flood,
                Category = MessageCategory.OffTopic,
                Score = 1,
                IsBreach = true,
                IsForPublic = true,
                Reason = Phrases.Fill("Reason.Flood", count, (int)options.Within.TotalSeconds),
                Clause = Phrases.Of("Clause", RuleName.Flood),
            }
            : null;
    }

    // An album counts once, however many pictures it has; ten for each message is room enough for those.
    private static int Kept(FloodOptions options) => 10 * options.Messages;
}
