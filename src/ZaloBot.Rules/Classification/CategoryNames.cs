namespace ZaloBot.Rules.Classification;

/// <summary>The snake_case names the labelled data and the command line use for <see cref="MessageCategory"/>.</summary>
public static class CategoryNames
{
    /// <summary>Number of categories.</summary>
    public const int Count = 16;

    private static readonly string[] Names =
    [
        "invitation", "notice", "document", "task_info", "task_reminder", "report_reminder", "task_discussion", "youth_issue",
        "acknowledgement", "greeting", "personal", "off_topic", "advertising", "unofficial", "uncivil", "scam",
    ];

    /// <summary>The name of a category as the labelled data spells it.</summary>
    public static string Name(this MessageCategory category) => Names[(int)category];

    /// <summary>True for the six categories a leader wants gone or reminded of.</summary>
    public static bool IsViolation(this MessageCategory category) => category >= MessageCategory.Personal;

    /// <summary>Reads a name; false when it is none of the sixteen.</summary>
    public static bool TryParse(string? name, out MessageCategory category)
    {
        var index = Array.IndexOf(Names, name);
        category = (MessageCategory)Math.Max(index, 0);
        return index >= 0;
    }
}
