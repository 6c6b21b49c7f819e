namespace ZaloBot.Rules.Classification;

/// <summary>What a message is about: ten kinds of work, then six kinds of breach. The order is the order of the model file.</summary>
public enum MessageCategory
{
    Invitation,
    Notice,
    Document,
    TaskInfo,
    TaskReminder,
    ReportReminder,
    TaskDiscussion,
    YouthIssue,
    Acknowledgement,
    Greeting,
    Personal,
    OffTopic,
    Advertising,
    Unofficial,
    Uncivil,
    Scam,
}
