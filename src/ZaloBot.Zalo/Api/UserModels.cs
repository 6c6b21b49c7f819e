using System.Text.Json.Serialization;

namespace ZaloBot.Zalo.Api;

/// <summary>A person as the OA knows them (fact sheet 5.7). Works for those who follow or interacted.</summary>
public sealed record UserDetail
{
    /// <summary>The person within the OA.</summary>
    public required string UserId { get; init; }

    /// <summary>The person within the app.</summary>
    public string? UserIdByApp { get; init; }

    /// <summary>Shown name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Name given by the OA.</summary>
    public string? UserAlias { get; init; }

    /// <summary>Under 18.</summary>
    public bool? IsSensitive { get; init; }

    /// <summary>Day of the last interaction.</summary>
    public DateOnly? UserLastInteractionDate { get; init; }

    /// <summary>Follows the OA.</summary>
    public bool? UserIsFollower { get; init; }

    /// <summary>Picture.</summary>
    public string? Avatar { get; init; }
}

/// <summary>The OA itself (<c>getoa</c>): a self-test of verification, package and cloud account.</summary>
public sealed record OaProfile
{
    /// <summary>The OA.</summary>
    [JsonPropertyName("oaid")]
    public string? OaId { get; init; }

    /// <summary>Shown name.</summary>
    public string? Name { get; init; }

    /// <summary>Groups need a verified OA.</summary>
    public bool? IsVerified { get; init; }

    /// <summary>Followers.</summary>
    public long? NumFollower { get; init; }

    /// <summary>Name of the package.</summary>
    public string? PackageName { get; init; }

    /// <summary>Last day of the package.</summary>
    public DateOnly? PackageValidThroughDate { get; init; }

    /// <summary>Zalo Cloud Account linked to it.</summary>
    [JsonPropertyName("linked_ZCA")]
    public string? LinkedCloudAccount { get; init; }
}
