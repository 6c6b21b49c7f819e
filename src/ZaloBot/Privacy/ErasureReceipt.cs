namespace ZaloBot.Privacy;

/// <summary>Proof that somebody was erased, without saying who: no id, no name, no hash.</summary>
/// <param name="Number">By which the office files it.</param>
/// <param name="At">When.</param>
/// <param name="Cause">At whose wish.</param>
/// <param name="Removed">How many entries of each kind were removed or freed of the person.</param>
/// <param name="Remaining">Entries in which a last look still found the person; 0 unless something went wrong.</param>
public sealed record ErasureReceipt(string Number, DateTimeOffset At, ErasureCause Cause, IReadOnlyDictionary<string, int> Removed, int Remaining);

/// <summary>At whose wish somebody was erased.</summary>
public enum ErasureCause
{
    /// <summary>The person used their right at the platform (<c>user_withdraw</c>).</summary>
    Withdrawn,

    /// <summary>An administrator did, by the command <c>forget</c>.</summary>
    Command,

    /// <summary>A back-up was restored that is older than the erasure.</summary>
    Restored,
}
