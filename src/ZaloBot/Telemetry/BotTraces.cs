using System.Diagnostics;

namespace ZaloBot.Telemetry;

/// <summary>
/// Spans of the bot's own work. They carry kinds, case numbers and outcomes, never an id of a person or a text. Without a
/// listener they cost nothing.
/// </summary>
public static class BotTraces
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "ZaloBot";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The handling of one event.</summary>
    public static Activity? Handle(string kind, string caseNumber) =>
        Source.StartActivity("handle event")?.SetTag("zalobot.kind", kind).SetTag("zalobot.case", caseNumber);

    /// <summary>A call that says something.</summary>
    public static Activity? Send(string audience, string caseNumber) =>
        Source.StartActivity("send message", ActivityKind.Client)?.SetTag("zalobot.audience", audience).SetTag("zalobot.case", caseNumber);
}
