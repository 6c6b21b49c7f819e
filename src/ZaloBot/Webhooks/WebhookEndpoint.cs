using System.Buffers;
using System.IO.Pipelines;
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
    public static void MapZaloWebhook(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, AnswerAsync)
            .WithName("ReceiveEvent")
            .WithSummary("Takes one event of the Official Account.")
            .WithDescription("Signed by the platform in X-ZEvent-Signature. 200 once the event is durably kept; 401 when the signature is wrong or missing; 400 when there is nothing to verify; 413 when it is too large; 503 only when nothing could be kept.")
            .WithTags("Webhook")

            // Every example is JSON, but the header is nowhere promised, and the console's probe may be anything (fact sheet 2.1).
            .Accepts<object>("application/json", "*/*")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous()

            // What the rest of the pipeline does is for browsers and signed-in people; the platform waits two seconds.
            .ShortCircuit();
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], ProbeAsync).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
    }

    // Nothing is known of the console's probe but that it wants 200 at once; who looks at the address in a browser is told what it is.
    private static async Task<IResult> ProbeAsync(WebhookReception reception) =>
        await reception.RefuseAsync(WebhookRefusal.NotPosted) is { } refusal ? reception.Describe(refusal) : TypedResults.Ok();

    private static async Task AnswerAsync(HttpContext http, WebhookReception reception)
    {
        // 200 is what a response is if nobody says otherwise.
        if (await ReceiveAsync(http.Request, reception) is { } refusal)
        {
            await reception.Describe(refusal).ExecuteAsync(http);
        }
    }

    private static async Task<WebhookRefusal?> ReceiveAsync(HttpRequest request, WebhookReception reception)
    {
        byte[]? body;
        try
        {
            // Without the request's token, which would have to be made first: a connection that breaks ends the reading by itself.
            var limit = reception.MaxBodyBytes;
            body = request.ContentLength > limit ? null : await ReadAsync(request.BodyReader, (int?)request.ContentLength, limit);
        }
        catch (BadHttpRequestException)
        {
            return await reception.RefuseAsync(WebhookRefusal.NotJson);
        }

        return body is null
            ? await reception.RefuseAsync(WebhookRefusal.TooLarge)
            : await reception.ReceiveAsync(body, request.Headers[WebhookSignature.HeaderName]);
    }

    /// <summary>The whole body, or null when it is longer than the limit.</summary>
    private static async ValueTask<byte[]?> ReadAsync(PipeReader reader, int? announced, int limit)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
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
