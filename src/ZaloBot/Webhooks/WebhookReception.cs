using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Telemetry;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Webhooks;

/// <summary>What is done with a request to the webhook, apart from HTTP.</summary>
public sealed partial class WebhookReception(
    Inbox inbox, Spool spool, SetupWindow setup, SignatureAlarm alarm, SettingsSource settings, BotMetrics metrics, TimeProvider time, ILogger<WebhookReception> logger)
{
    private Tuple<ZaloOptions, SignatureKeys>? _keys;

    public int MaxBodyBytes => settings.Current.Webhook.MaxBodyBytes;

    /// <summary>Verifies and keeps an event; null means that it is answered 200.</summary>
    public Task<WebhookRefusal?> ReceiveAsync(byte[] body, StringValues signature)
    {
        FaultPoint.Reach(FaultPoint.Received);
        var zalo = settings.Current.Zalo;
        return WebhookEnvelope.Read(body, out var envelope) != EnvelopeFault.None ? RefuseAsync(WebhookRefusal.NotJson)
            : zalo.OaSecretKey.Length == 0 ? RefuseAsync(WebhookRefusal.NoSecret)
            : WebhookSignature.Check(body, envelope, signature.ToString(), KeysOf(zalo)) switch
            {
                SignatureOutcome.Valid or SignatureOutcome.ValidWithPreviousKey or SignatureOutcome.OtherApp =>
                    KeepAsync(StoreKeys.LaneOf(envelope.Conversation.Span), new InboxEntry(time.GetUtcNow(), body).ToBytes()),
                SignatureOutcome.Missing => RefuseAsync(WebhookRefusal.Unsigned),
                _ => RefuseAsync(WebhookRefusal.WronglySigned),
            };
    }

    /// <summary>Refuses, or gives null for a 200 while the set-up window is open.</summary>
    public async Task<WebhookRefusal?> RefuseAsync(WebhookRefusal refusal)
    {
        if (refusal != WebhookRefusal.NotKept && await setup.IsOpenAsync())
        {
            metrics.WebhookAnswered("setup");
            return null;
        }

        metrics.WebhookAnswered(refusal.ToString());
        LogRefused(refusal);
        if (refusal is WebhookRefusal.Unsigned or WebhookRefusal.WronglySigned)
        {
            alarm.Count();
        }

        return refusal;
    }

    /// <summary>The status of the contract, and a sentence for who reads it.</summary>
    public ProblemHttpResult Describe(WebhookRefusal refusal) => refusal switch
    {
        WebhookRefusal.NotJson => Problem(400, "The body is not a JSON object with a 'timestamp', so there is no signature to verify."),
        WebhookRefusal.NotPosted => Problem(405, "This is the address of the webhook. The platform posts its events here; there is nothing to read."),
        WebhookRefusal.Unsigned => Problem(401, "The header X-ZEvent-Signature is missing. Only the platform posts here."),
        WebhookRefusal.WronglySigned => Problem(401, "The signature does not fit. Check that Zalo:OaSecretKey is the OA Secret Key of the app's webhook page, not the App Secret Key."),
        WebhookRefusal.TooLarge => Problem(413, $"The body is larger than {MaxBodyBytes} bytes (Webhook:MaxBodyBytes)."),
        WebhookRefusal.NoSecret => Problem(503, "No Zalo:OaSecretKey is set, so no event can be verified. Enter it, or open the set-up window with the command 'setup'."),
        _ => Problem(503, "The event could not be kept: the store does not answer and the spool is full or not writable."),
    };

    // Settings are replaced as a whole when they are reloaded, so the same object means the same keys.
    private SignatureKeys KeysOf(ZaloOptions zalo)
    {
        if (_keys is { } known && ReferenceEquals(known.Item1, zalo))
        {
            return known.Item2;
        }

        var keys = new SignatureKeys(zalo.AppId, zalo.OaSecretKey, zalo.PreviousOaSecretKey);
        _keys = Tuple.Create(zalo, keys);
        return keys;
    }

    private async Task<WebhookRefusal?> KeepAsync(int lane, byte[] entry)
    {
        try
        {
            if (!inbox.IsFull)
            {
                await inbox.KeepAsync(lane, entry);
                FaultPoint.Reach(FaultPoint.Kept);
                metrics.WebhookAnswered("kept");
                return null;
            }
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogSpooling(failure.GetType().Name);
        }

        try
        {
            await spool.AppendAsync(lane, entry);
            FaultPoint.Reach(FaultPoint.Spooled);
            metrics.EventSpooled();
            metrics.WebhookAnswered("spooled");
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotKept(failure.Message);
            return await RefuseAsync(WebhookRefusal.NotKept);
        }
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    [LoggerMessage(1, LogLevel.Warning, "A webhook request was refused: {Refusal}.")]
    private partial void LogRefused(WebhookRefusal refusal);

    [LoggerMessage(2, LogLevel.Warning, "The store did not keep an event in time ({Cause}); it goes to the spool.")]
    private partial void LogSpooling(string cause);

    [LoggerMessage(3, LogLevel.Error, "An event could be kept neither in the store nor in the spool and was answered 503: {Cause}")]
    private partial void LogNotKept(string cause);
}
