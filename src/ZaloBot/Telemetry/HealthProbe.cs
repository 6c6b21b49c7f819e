using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Telemetry;

/// <summary>
/// Finds out how the bot is. Ready means that a webhook can be kept; whatever else is wrong makes it degraded, each thing with
/// its reason and none with a word of anybody.
/// </summary>
public sealed class HealthProbe(
    Store store, Spool spool, SettingsSource settings, AdministratorNotices notices, UndeliverableAlerts undeliverable, TokenKeeper tokens, IPaceLedger pace, TimeProvider time)
{
    /// <summary>Looks once.</summary>
    public async Task<Health> LookAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var canVerify = settings.Current.Zalo.OaSecretKey.Length > 0;
        if (!canVerify)
        {
            problems.Add("Zalo:OaSecretKey is empty, so no event can be verified.");
        }

        var (storeAnswers, refusal) = await TryWriteAsync();
        if (!storeAnswers)
        {
            problems.Add("The store does not answer; events go to the spool.");
        }
        else if (refusal is not null)
        {
            problems.Add($"The store refuses writes ({refusal}); events go to the spool.");
        }

        var canKeep = (storeAnswers && refusal is null) || spool.IsWritable;
        if (!canKeep)
        {
            problems.Add("The spool cannot be written either.");
        }

        if (storeAnswers)
        {
            problems.AddRange(await DegradationsAsync(cancellationToken));
        }

        if (settings.Faults.Count > 0)
        {
            problems.Add("The settings file was changed and refused; the last good settings are in force.");
        }

        return new Health(canVerify && canKeep, problems);
    }

    private async Task<IReadOnlyList<string>> DegradationsAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        try
        {
            if (await TokenProblemAsync(cancellationToken) is { } token)
            {
                problems.Add(token);
            }

            if ((await pace.ReadAsync(cancellationToken)).ClosedUntil is { } until && until > time.GetUtcNow())
            {
                problems.Add($"The platform asked for a pause; sending goes on at {until.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC.");
            }

            var (alerts, leaders) = await WaitingAlertsAsync();
            if (alerts > 0)
            {
                problems.Add($"{alerts} alerts wait for {leaders} people whom the platform lets nobody write to before they write to the OA.");
            }

            problems.AddRange((await notices.RecentAsync()).Keys.Where(cause => !IsLookedAt(cause)).Select(cause => $"Needs an administrator: {cause}."));
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            problems.Add("The store answers slowly.");
        }

        return problems;
    }

    // How the token and the settings are is looked at each time; a notice of them may be a day old, and what it tells of mended.
    private static bool IsLookedAt(string cause) => cause.StartsWith("token:", StringComparison.Ordinal) || cause.StartsWith("settings:", StringComparison.Ordinal);

    private async Task<string?> TokenProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await tokens.ExamineAsync(cancellationToken)).Status switch
            {
                TokenStatus.Missing => "No consent was ever given: an OA administrator opens /oauth/zalo/start. Events are judged, nothing can be said.",
                TokenStatus.Disconnected => "No call works: an OA administrator gives consent again at /oauth/zalo/start. Events are judged, nothing can be said.",
                TokenStatus.ConsentNeeded => "The token cannot be renewed: an OA administrator gives consent again at /oauth/zalo/start before it ends.",
                TokenStatus.RenewalUnclear => "A renewal of the token was begun and its end is not known; it is tried once more.",
                _ => null,
            };
        }
        catch (TokenException)
        {
            return "The stored tokens cannot be read: the key ring is not the one they were encrypted with.";
        }
    }

    /// <summary>How many alerts wait for how many people.</summary>
    public async Task<(long Alerts, int Leaders)> WaitingAlertsAsync()
    {
        var leaders = await store.Database.SetMembersAsync(store.Keys.WaitingLeaders);
        var waiting = await Task.WhenAll(leaders.Select(leader => undeliverable.WaitingForAsync(leader.ToString())));
        return (waiting.Sum(alerts => alerts.Count), waiting.Count(alerts => alerts.Count > 0));
    }

    // A store that is full, or cannot write to its disk, answers every question and keeps nothing. It refuses a write before it looks
    // whether there is anything to do: so one that changes nothing is asked for, and an open address makes no work for its log.
    private async Task<(bool Answers, string? Refusal)> TryWriteAsync()
    {
        try
        {
            await store.Database.StringSetAsync(store.Keys.WriteProbe, "", Lease.Duration, When.Exists);
            return (true, null);
        }
        catch (RedisServerException refused)
        {
            // The first word is the kind of error: OOM, MISCONF, READONLY. The sentence behind it may name keys and users.
            return (true, refused.Message.Split(' ', 2)[0]);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return (false, null);
        }
    }
}

/// <summary>How the bot is.</summary>
/// <param name="IsReady">It can verify and keep a webhook.</param>
/// <param name="Problems">What is wrong, in English sentences for an operator.</param>
public sealed record Health(bool IsReady, IReadOnlyList<string> Problems)
{
    /// <summary><c>ready</c>, <c>degraded</c> or <c>not ready</c>.</summary>
    public string Status => !IsReady ? "not ready" : Problems.Count == 0 ? "ready" : "degraded";
}
