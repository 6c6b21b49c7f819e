namespace ZaloBot.Zalo.Api;

/// <summary>Why a call did not succeed: the platform's refusal, or a failure on the way, as data.</summary>
public sealed record ZaloError
{
    /// <summary>The platform's code, negative; null when it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>The platform's sentence, or ours when there was no answer. For logs and operators; free of tokens and message text.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required ErrorClass Class { get; init; }

    /// <summary>What it means.</summary>
    public required ErrorMeaning Meaning { get; init; }

    /// <summary>Whether the thing may have been done nevertheless.</summary>
    public required CallFate Fate { get; init; }

    /// <summary>HTTP status of the answer; null when none came.</summary>
    public int? HttpStatus { get; init; }
}
