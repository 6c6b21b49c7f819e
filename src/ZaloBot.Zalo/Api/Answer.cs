using System.Text.Json;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// What every endpoint answers (fact sheet 5.0): failures come with HTTP 200, <c>error</c> below zero and without, or with
/// odd, <c>data</c>. So <see cref="Data"/> stays raw until <c>error</c> has been looked at; <typeparamref name="T"/> says what it then is.
/// </summary>
public sealed record Answer<T>
{
    /// <summary>0 is success; missing means that only the data can tell.</summary>
    public int? Error { get; init; }

    /// <summary>The platform's sentence.</summary>
    public string? Message { get; init; }

    /// <summary>What was asked for.</summary>
    public JsonElement? Data { get; init; }
}
