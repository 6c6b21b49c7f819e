namespace ZaloBot.Learning;

/// <summary>What a leader says of a finding.</summary>
public enum LeaderAnswer
{
    /// <summary><c>đúng</c>: the message does not belong in the group.</summary>
    Right,

    /// <summary><c>sai</c>: the message is the group's work; the bot was wrong.</summary>
    Wrong,

    /// <summary><c>cho phép một lần</c>: the rule is right, but this once it is let pass. Teaches nothing about texts.</summary>
    AllowedOnce,
}
