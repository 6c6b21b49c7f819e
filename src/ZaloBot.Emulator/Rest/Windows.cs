namespace ZaloBot.Emulator;

/// <summary>When the OA may write to a person in private (fact sheet 6).</summary>
internal static class Windows
{
    /// <summary>After any interaction.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    /// <summary>Within this time after it, messages are free.</summary>
    public static readonly TimeSpan Free = TimeSpan.FromHours(48);

    /// <summary>So many of them.</summary>
    public const int FreeMessages = 8;

    public static bool IsOpen(Person person, DateTimeOffset now) => person.LastInteraction is { } last && now - last <= Length;

    public static int FreeLeft(Person person, DateTimeOffset now) =>
        person.LastInteraction is { } last && now - last <= Free ? Math.Max(0, FreeMessages - person.RepliesUsed) : 0;

    /// <summary>
    /// 0, or why not. Which of -230, -232 and -213 comes when is not told; here: never dealt with the OA -232, too long ago
    /// -230, stopped following and did not come back -213.
    /// </summary>
    public static int Refusal(Person person, DateTimeOffset now) => person switch
    {
        { IsInactive: true } => -227,
        { PressedChat: true } => 0,
        { HasUnfollowed: true } => -213,
        { LastInteraction: null } => -232,
        _ => IsOpen(person, now) ? 0 : -230,
    };
}
