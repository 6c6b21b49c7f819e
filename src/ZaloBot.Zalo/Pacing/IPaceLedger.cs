namespace ZaloBot.Zalo.Pacing;

/// <summary>
/// The count of calls and what was learnt, in one place for all processes that share an OA. May throw when that place does not
/// answer; the pace then counts for its process alone.
/// </summary>
public interface IPaceLedger
{
    /// <summary>What is known; <see cref="PaceNote.Blank"/> at first.</summary>
    ValueTask<PaceNote> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes one call of a minute if fewer than <paramref name="allowance"/> were taken, in one indivisible step.
    /// Gives the number of calls taken, this one included; null when there is none to be had.
    /// </summary>
    ValueTask<int?> TryTakeAsync(long minute, int allowance, CancellationToken cancellationToken);

    /// <summary>Keeps <see cref="PaceNote.ClosedUntil"/> and <see cref="PaceNote.ExhaustedAt"/> and leaves the rest. Does not wait until it is kept.</summary>
    void Close(DateTimeOffset until, DateTimeOffset exhaustedAt);

    /// <summary>Keeps the other fields and leaves those two. Does not wait until it is kept.</summary>
    void Learn(int? limit, int? remain, long minute, int usedThen);
}
