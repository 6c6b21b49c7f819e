using StackExchange.Redis;

namespace ZaloBot.Leaders;

/// <summary>An alert that could not be delivered privately and waits until the leader writes to the OA.</summary>
/// <param name="Id">The outbox item it came from.</param>
/// <param name="Case">The case number.</param>
/// <param name="Text">What was to be said.</param>
/// <param name="At">When it was first tried.</param>
/// <param name="ExpiresAt">When it is no longer worth delivering.</param>
/// <param name="About">The person it is about, for erasure.</param>
/// <param name="AboutGroup">The group it is about; the fallback never posts there.</param>
/// <param name="Doubts">How often it was sent with an outcome that stayed in doubt.</param>
/// <param name="Question">The case it asks about; once that is answered, it is no longer worth delivering.</param>
public sealed record LeaderAlert(
    string Id, string Case, string Text, DateTimeOffset At, DateTimeOffset ExpiresAt, string? About, string? AboutGroup = null, int Doubts = 0, string? Question = null);

/// <summary>An alert as it stands in the inbox, from which it is taken whatever stands around it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Value">How the store has it.</param>
/// <param name="Index">Its place, counted from the oldest, which is -1; newer ones do not change it.</param>
public sealed record WaitingAlert(LeaderAlert Alert, RedisValue Value, long Index);
