namespace ZaloBot.Emulator;

/// <summary>The Zalo app would not let this person do this; the message says why, in Vietnamese, for the chat page.</summary>
public sealed class ActRefusedException : Exception
{
    /// <summary>Without a reason.</summary>
    public ActRefusedException()
    {
    }

    /// <summary>With its reason.</summary>
    public ActRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With its reason and what lies behind it.</summary>
    public ActRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
