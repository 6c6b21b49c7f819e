namespace ZaloBot.Zalo.Pacing;

/// <summary>The count of one process, for when it is alone.</summary>
public sealed class LocalPaceLedger : IPaceLedger
{
    private readonly Lock _gate = new();
    private PaceNote _note = PaceNote.Blank;
    private long _minute;
    private int _taken;

    /// <inheritdoc/>
    public ValueTask<PaceNote> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_note);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int?> TryTakeAsync(long minute, int allowance, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (minute != _minute)
            {
                (_minute, _taken) = (minute, 0);
            }

            return new(_taken < allowance ? ++_taken : null);
        }
    }

    /// <inheritdoc/>
    public void Close(DateTimeOffset until, DateTimeOffset exhaustedAt)
    {
        lock (_gate)
        {
            _note = _note with { ClosedUntil = until, ExhaustedAt = exhaustedAt };
        }
    }

    /// <inheritdoc/>
    public void Learn(int? limit, int? remain, long minute, int usedThen)
    {
        lock (_gate)
        {
            _note = _note with { Limit = limit ?? _note.Limit, Remain = remain, RemainMinute = minute, UsedThen = usedThen };
        }
    }
}
