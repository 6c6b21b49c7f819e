using System.Diagnostics.CodeAnalysis;

namespace ZaloBot.Zalo.Api;

/// <summary>The outcome of a call: a value, or an error. A refusal is data, not an exception.</summary>
public sealed record ZaloResult<T>
{
    private ZaloResult(T? value, ZaloError? error) => (Value, Error) = (value, error);

    /// <summary>What the platform gave.</summary>
    public T? Value { get; }

    /// <summary>Why it did not.</summary>
    public ZaloError? Error { get; }

    /// <summary>It worked.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>It worked and gave this.</summary>
    public static implicit operator ZaloResult<T>(T value) => new(value, null);

    /// <summary>It failed with this.</summary>
    public static implicit operator ZaloResult<T>(ZaloError error) => new(default, error);

    /// <summary>The same outcome with another value.</summary>
    public ZaloResult<TOther> Select<TOther>(Func<T, TOther> change) => IsOk ? change(Value) : Error;
}

/// <summary>The platform did it and had nothing more to say.</summary>
public sealed record Done
{
    /// <summary>The only one.</summary>
    public static readonly Done It = new();
}

/// <summary>A list read page by page.</summary>
/// <param name="Items">Every entry once.</param>
/// <param name="Total">How many the platform says there are.</param>
/// <param name="IsWhole">
/// All of it was read. When false (the list changed underneath, or the platform counted otherwise), absence from
/// <paramref name="Items"/> proves nothing: nobody may be taken for gone.
/// </param>
public sealed record Listing<T>(IReadOnlyList<T> Items, int? Total, bool IsWhole);
