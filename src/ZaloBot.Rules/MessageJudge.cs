using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Experiences;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Reasons;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules;

/// <summary>
/// Judges messages by one set of rules: normalises, recognises work, looks for phrases, asks the classifier, explains. Immutable and safe to call
/// from many threads at once; build a new one when settings change, one for all groups that share them.
/// </summary>
public sealed class MessageJudge
{
    /// <summary>The score of a strong pattern: of the labelled messages it marks, at least this share are violations, carried over to the base rate.</summary>
    internal const double StrongScore = 0.95;

    /// <summary>
    /// Below this the classifier is sure of work, and a strong pattern only asks for a look: of a hundred texts it marks, the two or three that are work
    /// (warnings of a swindle, denials) lie here, and hardly a violation does. Measured on texts neither had seen (docs/model-card.md).
    /// </summary>
    internal const double SureOfWork = 0.05;

    private const double OwnPhraseScore = 0.99;

    // What can be told of a message without a single word.
    private static readonly SignSet Telling = SignNames.Starting("entity.");

    private readonly RuleSet _rules;
    private readonly IMessageClassifier? _classifier;
    private readonly OwnPhrases _ownPhrases;
    private readonly OfficialDomains _official;
    private readonly SignReader _reader;
    private readonly NeighbourCaps _caps;

    /// <summary>A judge for these settings.</summary>
    /// <param name="rules">The settings of the group.</param>
    /// <param name="classifier">The learnt opinion; null: signs and phrases alone.</param>
    public MessageJudge(RuleSet rules, IMessageClassifier? classifier = null)
    {
        _rules = rules;
        _classifier = classifier;
        _ownPhrases = new(rules);
        _official = new(rules.OfficialDomains);
        _reader = SignReader.With(_ownPhrases.All, _official);
        _caps = NeighbourCaps.Of(rules);
    }

    /// <summary>Gives a verdict. Never throws, whatever the characters, in time that grows no faster than the text.</summary>
    /// <param name="message">What was written, and what it answers.</param>
    /// <param name="experience">What the organisation's leaders taught; null for nothing.</param>
    public Verdict Judge(ChatMessage message, Experience? experience = null)
    {
        var reading = SignReader.Rent();
        try
        {
            SignSet context = default;
            var before = message.Context;
            if (!string.IsNullOrEmpty(before))
            {
                _reader.ReadContext(before, reading);
                context = reading.Own;
            }

            var text = message.Text.AsSpan();
            _reader.Read(text, reading);
            var said = text[..ClosingThanks.Cut(reading.Reading, text, out var hasThanks)];

            // Without thanks it is judged as written, its last full stop included: so it was learnt.
            if (hasThanks)
            {
                text = said;
                _reader.Read(text, reading);
            }

            AddAttachments(message, reading);
            if (reading.Reading.Tokens.Count == 0 && !reading.Own.Overlaps(Telling))
            {
                return Wordless(message.Kind);
            }

            // Who replies has chosen what to answer.
            var caps = string.IsNullOrWhiteSpace(message.RepliedTo) ? _caps : NeighbourCaps.None;
            var scores = _classifier?.Score(text, before, MessageSigns.From(reading.Own, reading.Relayed, context), caps.Lowest)
                ?? SignOpinion.Form(reading.Own, reading.Relayed, context);
            var most = caps.For(scores.Alone);
            scores.Violation = Math.Min(scores.Violation, most);
            // By itself, too: a warning of a swindle has the swindle's words, and often stands right below it.
            var isSureOfWork = _classifier is not null && (scores.Violation < SureOfWork || scores.Alone < SureOfWork);
            var shift = experience?.Of(said) ?? default;
            if (shift.LogOdds != 0)
            {
                scores.Violation = (float)SignModel.Probability(SignModel.LogOdds(scores.Violation) + shift.LogOdds);
                scores.Violation = Math.Min(scores.Violation, most);
            }

            return Weigh(message.Text, reading, scores, isSureOfWork, shift);
        }
        finally
        {
            SignReader.Return(reading);
        }
    }

    private void AddAttachments(ChatMessage message, SignReading reading)
    {
        foreach (var name in message.FileNames)
        {
            if (Hosts.FileOf(Path.GetExtension(name.AsSpan()).TrimStart('.').ToString().ToLowerInvariant()) is { } kind)
            {
                reading.Add(kind);
            }
        }

        foreach (var link in message.Links)
        {
            if (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Host.Length > 0)
            {
                reading.Add(Hosts.KindOf(address.Host.ToLowerInvariant(), _official));
            }
        }
    }

    private Verdict Weigh(string text, SignReading reading, in ClassScores scores, bool isSureOfWork, ExperienceShift shift)
    {
        var work = WorkSigns.Count(reading.Own);
        var kind = scores.LikeliestWork;
        List<Finding>? findings = null;

        // What belongs to rules that are switched off, or that an exception clears, is no violation; the rest keeps its probability.
        Span<double> shares = stackalloc double[(int)(MessageCategory.Scam - MessageCategory.Personal) + 1];
        var closed = 0.0;
        var cleared = false;
        for (var index = 0; index < shares.Length; index++)
        {
            var category = MessageCategory.Personal + index;
            var rule = RuleSet.RuleOf(category);
            var clears = _ownPhrases.Find(reading, rule, ranges: null).Clears;
            cleared |= clears;
            var isOpen = _rules.For(rule)!.Enabled && !clears;
            shares[index] = isOpen ? scores[category] : -1;
            closed += isOpen ? 0 : scores[category];
        }

        var main = Largest(shares);
        var violation = scores.Violation * Math.Max(1 - closed, 0);
        var total = 0.0;
        for (var index = 0; index < shares.Length; index++)
        {
            if (shares[index] < 0)
            {
                continue;
            }

            var learnt = index == main ? violation : scores.Violation * shares[index];
            total = Math.Max(total, Find(text, reading, MessageCategory.Personal + index, learnt, isSureOfWork, shift.IsDismissal, work, ref findings));
        }

        findings?.Sort(static (left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Rule.CompareTo(right.Rule));
        var breach = findings?.Find(finding => finding.IsForPublic) ?? findings?.Find(finding => finding.IsBreach);
        var isViolation = breach is not null;
        var reasons = isViolation ? [.. findings!.Select(finding => finding.Reason)] : Clearing.Reasons(reading, kind, cleared, findings);
        return new()
        {
            IsViolation = isViolation,
            NeedsReview = !isViolation && findings is not null,
            Category = breach?.Category ?? kind,
            Score = total,
            IsDismissed = shift.IsDismissal,
            Findings = findings ?? (IReadOnlyList<Finding>)[],
            Reasons = shift.LogOdds == 0 ? reasons : [.. reasons, ReasonTexts.Default.Learnt(isBreach: shift.LogOdds > 0, shift.Alike)],
        };
    }

    // The score of one rule, with a finding when a leader may want to look. What leaders dismissed before they are not asked about again, swindles aside: if
    // nothing but the learnt opinion speaks against it, it is a breach only where it would be said in the group.
    private double Find(string text, SignReading reading, MessageCategory category, double learnt, bool isSureOfWork, bool isDismissed, int work, ref List<Finding>? findings)
    {
        var rule = RuleSet.RuleOf(category);
        var settings = _rules.For(rule)!;
        var ownPhrase = _ownPhrases.Find(reading, rule, ranges: null).Breaks;
        var strong = PatternSet.Default.FirstStrong(category, reading.Own, work);
        var score = Math.Max(learnt, ownPhrase ? OwnPhraseScore : strong is null ? 0 : isSureOfWork ? settings.ReviewThreshold : StrongScore);
        if (score < Math.Min(settings.ReviewThreshold, settings.Threshold))
        {
            return score;
        }

        var isForPublic = score >= Math.Max(settings.Threshold, settings.PublicThreshold);
        List<TextRange> words = [];
        string claim;
        if (ownPhrase)
        {
            _ownPhrases.Find(reading, rule, words);
            claim = ReasonTexts.Default.OwnPhrase;
        }
        else
        {
            var pattern = strong ?? PatternSet.Default.BestOf(category, reading.Own, work);
            words = pattern is null ? words : WordQuoter.Pick(reading, pattern.Parts);
            claim = ReasonTexts.Default.For(category, pattern);
        }

        (findings ??= []).Add(new()
        {
            Rule = rule,
            Category = category,
            Score = score,
            IsBreach = isForPublic || (score >= settings.Threshold && !(isDismissed && score <= learnt && rule != RuleName.Scam)),
            IsForPublic = isForPublic,
            Words = words,
            Reason = ReasonTexts.Default.Sentence(claim, WordQuoter.Quote(text, words)),
            Clause = settings.Clause ?? ReasonTexts.Default.ClauseOf(category),
        });
        return score;
    }

    private static Verdict Wordless(ContentKind kind) => new()
    {
        IsViolation = false,
        NeedsReview = false,
        Category = kind switch
        {
            ContentKind.File => MessageCategory.Document,
            ContentKind.Text or ContentKind.Sticker => MessageCategory.Acknowledgement,
            _ => MessageCategory.TaskInfo,
        },
        Score = 0,
        Reasons = ReasonTexts.Default.Cleared("no-words"),
    };

    private static int Largest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var index = 1; index < values.Length; index++)
        {
            best = values[index] > values[best] ? index : best;
        }

        return best;
    }
}
