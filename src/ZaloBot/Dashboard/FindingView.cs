using ZaloBot.Learning;

namespace ZaloBot.Dashboard;

/// <summary>A finding as a leader reads it.</summary>
/// <param name="Case">The case number.</param>
/// <param name="GroupId">The group's id.</param>
/// <param name="Group">The group's name.</param>
/// <param name="UserId">The person's id within the OA.</param>
/// <param name="Name">The person's name when names were asked for, else the end of their id.</param>
/// <param name="At">When, in the organisation's time zone.</param>
/// <param name="Rule">The rule that weighed most.</param>
/// <param name="Category">Snake-case category.</param>
/// <param name="Matter">What it is about, in Vietnamese.</param>
/// <param name="Score">Probability of a violation, 0 to 1.</param>
/// <param name="Reasons">Why, in Vietnamese.</param>
/// <param name="Done">What the bot did, in Vietnamese.</param>
/// <param name="Text">The message, while texts are kept; null afterwards.</param>
/// <param name="Answer">What a leader said of it; null as long as nobody did.</param>
public sealed record FindingView(
    string Case, string GroupId, string Group, string UserId, string Name, DateTimeOffset At, string Rule, string Category, string Matter, double Score, IReadOnlyList<string> Reasons, string Done, string? Text, LeaderAnswer? Answer);
