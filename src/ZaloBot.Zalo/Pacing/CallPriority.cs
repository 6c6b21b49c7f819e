namespace ZaloBot.Zalo.Pacing;

/// <summary>Who goes first when calls have to wait for the pace.</summary>
public enum CallPriority
{
    /// <summary>Book-keeping: lists, comparisons, catching up. Waits until nothing urgent does.</summary>
    Routine,

    /// <summary>Somebody is waiting: a warning, an alert, an answer, an act on membership.</summary>
    Urgent,
}
