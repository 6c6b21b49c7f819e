using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// What one commit will change. Handlers add to it while they work; nothing is written before all of it is written, in one
/// transaction, and only while the lease it was worked out under is still held.
/// </summary>
public sealed class Changes
{
    /// <summary>A key that is written to so often that this many attempts fail is not the place for a condition.</summary>
    private const int MostAttempts = 20;

    private readonly List<Condition> _conditions = [];
    private readonly List<Func<ITransaction, Task>> _writes = [];
    private readonly List<Action> _afterwards = [];

    /// <summary>Items that were put into the outbox, so that the sender can be woken once they are written.</summary>
    public bool TouchesOutbox { get; set; }

    /// <summary>Items that were put on the agenda, so that its worker can be woken once they are written.</summary>
    public bool TouchesAgenda { get; set; }

    public void Require(Condition condition) => _conditions.Add(condition);

    public void Add(Func<ITransaction, Task> write) => _writes.Add(write);

    /// <summary>
    /// What follows once everything is written: counting, say. A commit that does not come about is worked out again, and
    /// what it would have counted must not count twice.
    /// </summary>
    public void Afterwards(Action act) => _afterwards.Add(act);

    /// <summary>A point to which <see cref="RollBack"/> can return.</summary>
    public (int Conditions, int Writes, int Afterwards) Mark() => (_conditions.Count, _writes.Count, _afterwards.Count);

    /// <summary>Drops what was added since the mark.</summary>
    public void RollBack((int Conditions, int Writes, int Afterwards) mark)
    {
        _afterwards.RemoveRange(mark.Afterwards, _afterwards.Count - mark.Afterwards);
        _conditions.RemoveRange(mark.Conditions, _conditions.Count - mark.Conditions);
        _writes.RemoveRange(mark.Writes, _writes.Count - mark.Writes);
    }

    /// <summary>Writes everything; false when nothing was written: a condition did not hold, or others wrote to its key all the time.</summary>
    /// <exception cref="RedisException">The store did not answer: whether it was written is not known.</exception>
    public async Task<bool> CommitAsync(IDatabase database)
    {
        for (var attempt = 1; ; attempt++)
        {
            var transaction = database.CreateTransaction();
            var results = _conditions.ConvertAll(transaction.AddCondition);
            var writes = _writes.ConvertAll(write => write(transaction));
            if (await transaction.ExecuteAsync())
            {
                await Task.WhenAll(writes);
                _afterwards.ForEach(act => act());
                return true;
            }

            // The store watches whole keys: another field of the same hash, or the prolonging of a lease, stops a transaction whose conditions all hold.
            if (attempt == MostAttempts || !results.TrueForAll(result => result.WasSatisfied))
            {
                return false;
            }
        }
    }
}
