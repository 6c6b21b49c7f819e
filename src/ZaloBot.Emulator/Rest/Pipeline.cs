using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ZaloBot.Emulator;

/// <summary>The way of one call: noted, struck by faults, token and rate checked, carried out, answered.</summary>
internal sealed class Pipeline(ZaloEmulator emulator, EmulatorOptions options, Routes routes, Happenings happenings, OAuthEndpoint oauth)
{
    private readonly RateLimits _limits = new(options);
    private int _numbers;

    public async Task HandleAsync(HttpContext context)
    {
        var raw = await ReadAsync(context.Request);
        var call = Note(context.Request, raw);
        emulator.Calls.Arrived.Add(call);
        var faults = emulator.Faults.Take(call);
        var isOAuth = call.Path.StartsWith("/v4/", StringComparison.Ordinal);
        var first = faults.FirstOrDefault(fault => fault.Kind != FaultKind.SlowAnswer) ?? (faults.Count > 0 ? faults[0] : null);
        call = call with { Fault = first?.Kind };
        var answer = faults.Any(fault => fault.Kind == FaultKind.DroppedRequest) ? null
            : Spoiled(faults) ?? (isOAuth ? oauth.Answer(context, raw) : Carry(context, raw));

        if (faults.FirstOrDefault(fault => fault.Kind == FaultKind.SlowAnswer) is { } slow)
        {
            try
            {
                // After the work, not before: a client that gives up must not conclude that nothing was done.
                await Task.Delay(slow.Delay, options.TimeProvider, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                answer = null;
            }
        }

        if (answer is null || faults.Any(fault => fault.Kind == FaultKind.DroppedAnswer))
        {
            emulator.Calls.Answered.Add(call with { Error = answer?.Error });
            context.Abort();
            return;
        }

        emulator.Calls.Answered.Add(call with { Status = answer.Status, Error = answer.Error });
        await WriteAsync(context.Response, answer, isOAuth, isWave: call.Fault == FaultKind.RateLimited);
    }

    private static ApiAnswer? Spoiled(IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            switch (fault.Kind)
            {
                case FaultKind.ServerError:
                    return ApiAnswer.Html(fault.Status, $"<html><body><h1>{fault.Status}</h1></body></html>");
                case FaultKind.NotJson:
                    return ApiAnswer.Html(200, "<html><body>Maintenance</body></html>");
                case FaultKind.RateLimited:
                    return ApiAnswer.Refused(ApiRefusal.Of(-32));
                case FaultKind.ExpiredToken:
                    return ApiAnswer.Refused(ApiRefusal.Of(-220));
                case FaultKind.Error:
                    return ApiAnswer.Refused(ApiRefusal.Of(fault.Code));
                default:
                    continue;
            }
        }

        return null;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    private ApiCall Note(HttpRequest request, byte[] raw) => new()
    {
        Number = Interlocked.Increment(ref _numbers),
        At = options.TimeProvider.GetUtcNow(),
        Method = request.Method,
        Path = request.Path.Value ?? "",
        Query = request.QueryString.Value ?? "",
        Body = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
            ? $"({raw.Length} bytes)"
            : Encoding.UTF8.GetString(raw),
    };

    private ApiAnswer Carry(HttpContext context, byte[] raw)
    {
        if (routes.Find(context.Request.Method, context.Request.Path.Value ?? "") is not { } route || (context.Request.Path == "/v2.0/oa/conversation" && !emulator.Quirks.PrivateHistory))
        {
            return ApiAnswer.NotFound;
        }

        try
        {
            Authorise(context.Request.Headers, route.Needs);
            _limits.Count();

            // One call at a time, and nothing else happens in the world meanwhile.
            return ApiAnswer.Success(emulator.World.Do(() =>
            {
                happenings.DissolveOverdue();
                return route.Handler(new ApiRequest(context, raw));
            }));
        }
        catch (ApiRefusal refusal)
        {
            return ApiAnswer.Refused(refusal);
        }
    }

    private void Authorise(IHeaderDictionary headers, Permissions needs)
    {
        // The platform wants exactly this name; HTTP libraries that "correct" it to Access_token are refused (fact sheet 11).
        // Authorization: Bearer counts for nothing.
        var header = headers.FirstOrDefault(pair => string.Equals(pair.Key, "access_token", StringComparison.Ordinal));
        var token = header.Value is [{ Length: > 0 } only] ? only : null;
        if (emulator.Tokens.Check(token) is not 0 and var error)
        {
            throw ApiRefusal.Of(error);
        }

        if (emulator.Quirks.NeedsAppSecretProof && headers["appsecret_proof"] != new StringValues(Signing.Proof(options.AppSecretKey, token!)))
        {
            throw ApiRefusal.Of(-242);
        }

        var oa = emulator.World.Oa;
        var refused = oa.IsDisabled ? -204 : !oa.IsVerified ? -221 : (oa.Permissions & needs) != needs ? -223 : 0;
        if (refused != 0)
        {
            throw ApiRefusal.Of(refused);
        }
    }

    private async Task WriteAsync(HttpResponse response, ApiAnswer answer, bool isOAuth, bool isWave)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (!isOAuth)
        {
            var (limit, remain) = _limits.Headers();
            response.Headers["X-RateLimit-Limit"] = limit.ToString();
            response.Headers["X-RateLimit-Remain"] = isWave ? "0" : remain.ToString();
        }

        try
        {
            await response.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The app hung up before the answer.
        }
    }
}
