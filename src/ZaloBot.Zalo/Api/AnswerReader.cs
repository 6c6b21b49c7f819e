using System.Text.Json;
using Polly.CircuitBreaker;
using Refit;
using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Api;

/// <summary>Turns what came back into a value or an error, in the order of fact sheet 7.3.</summary>
internal static class AnswerReader
{
    /// <summary>For calls whose answer is only yes or no.</summary>
    public static Task<ZaloResult<Done>> ReadAsync(Task<IApiResponse<Answer<Done>>> call) => ReadAsync(call, static _ => Done.It, expectsData: false);

    /// <summary>For calls that give something. <paramref name="read"/> returns null, or throws <see cref="JsonException"/>, for what it cannot use.</summary>
    /// <param name="call">The call under way.</param>
    /// <param name="read">Reads <c>data</c>.</param>
    /// <param name="otherwise">
    /// What a success is worth that says <c>error: 0</c> in so many words and whose data cannot be used; without it such a success is unclear.
    /// </param>
    public static Task<ZaloResult<T>> ReadAsync<TData, T>(Task<IApiResponse<Answer<TData>>> call, Func<JsonElement, T?> read, Func<T>? otherwise = null)
        where T : class => ReadAsync(call, read, expectsData: true, otherwise);

    /// <summary>The thing itself, where the platform puts it into a list of one.</summary>
    public static JsonElement Single(JsonElement data) => data is { ValueKind: JsonValueKind.Array } && data.GetArrayLength() == 1 ? data[0] : data;

    private static async Task<ZaloResult<T>> ReadAsync<TData, T>(Task<IApiResponse<Answer<TData>>> call, Func<JsonElement, T?> read, bool expectsData, Func<T>? otherwise = null)
        where T : class
    {
        using var response = await call;
        if (response.HasRequestError(out var failure))
        {
            return FromFailure(failure);
        }

        var status = (int)response.StatusCode!.Value;
        var answer = response.Content ?? (response.HasResponseError(out var refusal) ? TryParse<TData>(refusal.Content) : null);
        if (answer is null)
        {
            return WithoutJson(status);
        }

        if (answer.Error is { } code and not 0)
        {
            return ErrorTable.Read(code, answer.Message, status);
        }

        if (!response.IsSuccessStatusCode)
        {
            return WithoutJson(status);
        }

        if (!expectsData && answer.Error == 0)
        {
            return read(default)!;
        }

        return expectsData && TryRead(answer.Data, read) is { } value ? value
            : answer.Error == 0 && otherwise is not null ? otherwise()
            : WithoutData();
    }

    private static Answer<TData>? TryParse<TData>(string? body)
    {
        try
        {
            return body is null ? null : (Answer<TData>?)JsonSerializer.Deserialize(body, typeof(Answer<TData>), ZaloJson.Default);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? TryRead<T>(JsonElement? data, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            return data is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } usable ? read(usable) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The exception's own text may name the address asked, whose query holds ids; a plain sentence serves better.
    private static ZaloError FromFailure(ApiRequestException failure) => failure.InnerException switch
    {
        Tokens.ConsentNeededException consent => new()
        {
            Message = consent.Message,
            Class = ErrorClass.Renew,
            Meaning = ErrorMeaning.ConsentNeeded,
            Fate = CallFate.NotSent,
        },
        Tokens.TokenException token => Unreachable(token.Message, CallFate.NotSent),
        BrokenCircuitException => Unreachable("The platform failed repeatedly; calls pause for a moment.", CallFate.NotSent),
        _ => Unreachable(
            "The platform could not be reached or did not answer in time.",
            CallTrace.MayHaveArrived(failure) ? CallFate.Unclear : CallFate.NotSent),
    };

    private static ZaloError Unreachable(string message, CallFate fate) => new()
    {
        Message = message,
        Class = ErrorClass.Transient,
        Meaning = ErrorMeaning.Unreachable,
        Fate = fate,
    };

    private static ZaloError WithoutJson(int status) => status switch
    {
        429 => new()
        {
            Message = "The platform refused the call for its rate (HTTP 429).",
            Class = ErrorClass.BackOff,
            Meaning = ErrorMeaning.TooManyRequests,
            Fate = CallFate.Refused,
            HttpStatus = status,
        },

        // A page of somebody in front of the platform: nothing was done, and later it may be (fact sheet 7.3).
        >= 400 and < 500 and not 408 => new()
        {
            Message = $"The platform answered HTTP {status} without a code of its own.",
            Class = ErrorClass.Transient,
            Meaning = ErrorMeaning.NoAnswer,
            Fate = CallFate.Refused,
            HttpStatus = status,
        },
        _ => new()
        {
            Message = $"The platform answered HTTP {status} with something that is not its JSON.",
            Class = ErrorClass.Transient,
            Meaning = ErrorMeaning.NoAnswer,
            Fate = CallFate.Unclear,
            HttpStatus = status,
        },
    };

    private static ZaloError WithoutData() => new()
    {
        Message = "The platform answered without the data that belongs to the call.",
        Class = ErrorClass.Transient,
        Meaning = ErrorMeaning.NoAnswer,
        Fate = CallFate.Unclear,
        HttpStatus = 200,
    };
}
