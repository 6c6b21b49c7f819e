using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Work;

/// <summary>Recognises work by its signs: who organises, under which plan, for whom, until when, with which list.</summary>
internal static class WorkSigns
{
    private static readonly (int Sign, MessageCategory Category)[] Kinds =
    [
        (SignNames.NumberOf("work.concern"), MessageCategory.YouthIssue),
        (SignNames.NumberOf("work.report"), MessageCategory.ReportReminder),
        (SignNames.NumberOf("work.meeting"), MessageCategory.Invitation),
        (SignNames.NumberOf("work.document"), MessageCategory.Document),
        (SignNames.NumberOf("work.discuss"), MessageCategory.TaskDiscussion),
        (SignNames.NumberOf("work.duty"), MessageCategory.TaskDiscussion),
        (SignNames.NumberOf("work.notice"), MessageCategory.Notice),
        (SignNames.NumberOf("work.task"), MessageCategory.TaskReminder),
        (SignNames.NumberOf("work.activity"), MessageCategory.TaskInfo),
        (SignNames.NumberOf("work.leisure"), MessageCategory.TaskInfo),
        (SignNames.NumberOf("work.fund"), MessageCategory.TaskInfo),
        (SignNames.NumberOf("work.shop"), MessageCategory.TaskInfo),
        (SignNames.NumberOf("work.facility"), MessageCategory.TaskInfo),
        (SignNames.NumberOf("work.greet"), MessageCategory.Greeting),
        (SignNames.NumberOf("work.assent"), MessageCategory.Acknowledgement),
        (SignNames.NumberOf("work.organisation"), MessageCategory.TaskInfo),
    ];

    private static readonly SignSet All = SignNames.Starting("work.");
    private static readonly SignSet Leisure = SignNames.Starting(
        "work.leisure", "off-topic.football", "off-topic.screen", "off-topic.stars", "off-topic.game", "off-topic.joke", "off-topic.lottery", "personal.party",
        "personal.wedding", "personal.trip", "advertising.sell", "advertising.order", "advertising.goods", "advertising.offer");

    private static readonly SignSet Activity = SignNames.Starting("work.activity", "work.leisure");
    private static readonly SignSet Organised = SignNames.Starting(
        "work.organisation", "work.document", "work.notice", "work.meeting", "work.task", "work.fund", "entity.deadline", "entity.document-number", "shape.list");

    /// <summary>How many different signs of work there are.</summary>
    public static int Count(in SignSet signs) => signs.CountIn(All);

    /// <summary>
    /// True for sport, arts, sales for charity, weddings, trips that the union itself runs: it sounds like leisure, but there is an activity of the
    /// union and somebody who organises it, a plan, a list, a deadline.
    /// </summary>
    public static bool IsOrganisedLeisure(in SignSet signs) => signs.Overlaps(Activity) && signs.Overlaps(Leisure) && signs.Overlaps(Organised);

    /// <summary>The likeliest kind of work, judged by the signs alone.</summary>
    public static MessageCategory KindOf(in SignSet signs)
    {
        if (signs.Has((int)EntityKind.Deadline) && signs.Has(Kinds[7].Sign) && !signs.Has(Kinds[1].Sign))
        {
            return MessageCategory.TaskReminder;
        }

        foreach (var (sign, category) in Kinds)
        {
            if (signs.Has(sign))
            {
                return category;
            }
        }

        return MessageCategory.TaskDiscussion;
    }
}
