using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.HttpResults;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Webhooks;

/// <summary>
/// The OA's webhook. Bytes, signature, inbox, 200: nothing else happens before the answer, for the platform waits two seconds
/// and in the end unsubscribes an address that answers badly (fact sheet 2.3).
/// </summary>
public static class WebhookEndpoint
{
    /// <summary>Where the platform posts its events.</summary>
    public const string Path = "/webhook/zalo";

    /// <summary>Maps the webhook.</summary>
    public static void MapZaloWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, ReceiveAsync)
            .WithName("ReceiveEvent")
            .WithSummary("Takes one event of the Official Account.")
            .WithDescription("Signed by the platform in X-ZEvent-Signature. 200 once the event is durably kept; 401 when the signature is wrong or missing; 400 when there is nothing to verify; 413 when it is too large; 503 only when nothing could be kept.")
            .WithTags("Webhook")
            .Accepts<object>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous();

    private static async Task<Results<Ok, ProblemHttpResult>> ReceiveAsync(HttpContext http, WebhookReception reception)
    {
        var limit = reception.MaxBodyBytes;
        if (http.Request.ContentLength > limit)
        {
            return await reception.RefuseAsync(WebhookRefusal.TooLarge);
        }

        byte[]? body;
        try
        {
            body = await ReadAsync(http.Request.BodyReader, (int?)http.Request.ContentLength, limit, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return await reception.RefuseAsync(WebhookRefusal.NotJson);
        }

        return body is null
            ? await reception.RefuseAsync(WebhookRefusal.TooLarge)
            : await reception.ReceiveAsync(body, http.Request.Headers[WebhookSignature.HeaderName]);
    }

    /// <summary>The whole body, or null when it is longer than the limit.</summary>
    private static async Task<byte[]?> ReadAsync(PipeReader reader, int? announced, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted || read.Buffer.Length == announced)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
