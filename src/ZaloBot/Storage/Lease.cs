using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// The right to work on something alone for a while. Its token is a condition of every commit made under it: a worker that
/// slept through its lease changes nothing, whatever it still believes.
/// </summary>
public sealed class Lease(IDatabase database, RedisKey key, string token)
{
    /// <summary>
    /// How long a lease lives without renewal; also how long a killed process's work waits before another takes it over.
    /// </summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>Three renewals fit into a lease, so that two may fail.</summary>
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(3);

    /// <summary>Takes the lease when nobody holds it.</summary>
    public static async Task<Lease?> TryTakeAsync(IDatabase database, RedisKey key)
    {
        var token = $"{LeaseHolder.Name}/{Guid.CreateVersion7():N}";
        return await database.StringSetAsync(key, token, Duration, When.NotExists) ? new Lease(database, key, token) : null;
    }

    /// <summary>The condition under which a transaction may still change anything.</summary>
    public Condition IsHeld => Condition.StringEqual(key, token);

    /// <summary>Prolongs the lease; false when it was lost.</summary>
    public async Task<bool> RenewAsync()
    {
        var renewal = database.CreateTransaction();
        renewal.AddCondition(IsHeld);
        _ = renewal.KeyExpireAsync(key, Duration);
        return await renewal.ExecuteAsync();
    }

    /// <summary>
    /// Frees the lease when its holder ran on this machine and runs no longer. A process that was killed and started again
    /// goes on at once that way. Should the holder live after all (two containers may look like one machine), its commits
    /// fail and it takes the lease anew.
    /// </summary>
    public static async Task ForgetDeadAsync(IDatabase database, RedisKey key)
    {
        var token = (string?)await database.StringGetAsync(key);
        if (token is not null && LeaseHolder.IsDead(token))
        {
            await new Lease(database, key, token).ReleaseAsync();
        }
    }

    /// <summary>Gives the lease back early. What cannot be given back expires.</summary>
    public async Task ReleaseAsync()
    {
        var release = database.CreateTransaction();
        release.AddCondition(IsHeld);
        _ = release.KeyDeleteAsync(key);
        await release.ExecuteAsync();
    }
}
