using ZaloBot.Learning;

namespace ZaloBot.Dashboard;

/// <summary>A rule in a group, and what leaders' answers say of it.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Matter">What the rule is about, in Vietnamese.</param>
/// <param name="Record">How often it was right.</param>
/// <param name="NotAskedUntil">Until when leaders are not asked about it, in the office's time; null when they are.</param>
public sealed record RuleView(string Group, string Matter, RuleRecord Record, DateTimeOffset? NotAskedUntil);
