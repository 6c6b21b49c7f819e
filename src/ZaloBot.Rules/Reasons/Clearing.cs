using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Reasons;

/// <summary>Explains why a message cleared.</summary>
internal static class Clearing
{
    private static readonly SignSet Breach = SignNames.Starting("uncivil.", "scam.", "unofficial.", "advertising.", "off-topic.", "personal.");
    private static readonly SignSet Scam = SignNames.Starting("scam.code", "scam.lure", "scam.invest", "scam.transfer", "scam.pose", "entity.odd-link");
    private static readonly SignSet Hearsay = SignNames.Starting("unofficial.hearsay", "unofficial.unverified", "unofficial.share");
    private static readonly int Warning = SignNames.NumberOf("scam.warning");
    private static readonly int Denial = SignNames.NumberOf("unofficial.denial");

    /// <summary>The sentences; when something still deserves a leader's look, they say so and what it is.</summary>
    public static IReadOnlyList<string> Reasons(SignReading reading, MessageCategory kind, bool excepted, List<Finding>? findings)
    {
        var texts = ReasonTexts.Default;
        if (findings is not null)
        {
            return [.. findings.Select(finding => finding.Reason), .. texts.Cleared("review")];
        }

        return texts.Cleared(excepted ? "own-exception" : KeyOf(reading, kind));
    }

    private static string KeyOf(SignReading reading, MessageCategory kind)
    {
        ref readonly var own = ref reading.Own;
        if (own.Has(Warning) && (own.Overlaps(Scam) || reading.Relayed.Overlaps(Scam)))
        {
            return "warning";
        }

        if (own.Has(Denial) && (own.Overlaps(Hearsay) || reading.Relayed.Overlaps(Hearsay)))
        {
            return "denial";
        }

        if (reading.Relayed.Overlaps(Breach))
        {
            return "relayed";
        }

        if (WorkSigns.IsOrganisedLeisure(own))
        {
            return "activity";
        }

        return kind is MessageCategory.TaskReminder && own.Has((int)EntityKind.Deadline) ? "deadline" : kind.Name();
    }
}
