using System.Diagnostics.CodeAnalysis;

namespace ZaloBot.Emulator;

/// <summary>A call is refused with an error of the table (fact sheet 7.1). Never leaves the emulator.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "A refusal without a code is none.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Caught by the pipeline always.")]
internal sealed class ApiRefusal(int code, string message) : Exception(message)
{
    public int Code => code;

    public static ApiRefusal Invalid(string field) => new(-201, field + " is invalid");

    public static ApiRefusal TooLarge(string field) => new(-210, field + " is above the allowed limit");

    /// <summary>Our own wording of the official table; only its numbers are promised.</summary>
    public static ApiRefusal Of(int code) => new(code, code switch
    {
        -32 => "App exceeded its requests per minute",
        -100 => "Attachment id expired",
        -200 => "Sending failed",
        -204 => "OA is disabled or deleted",
        -205 => "OA does not exist",
        -209 => "App is not activated",
        -211 => "Feature quota used up",
        -212 => "API product is not registered for the app",
        -213 => "User has not followed the OA",
        -216 => "Access token is invalid",
        -217 => "User has blocked invitations from the OA",
        -218 => "User reached the receiving limit",
        -220 => "Access token has expired or was removed",
        -221 => "OA must be verified",
        -223 => "OA has not authorised the app for this API",
        -224 => "OA must upgrade its package",
        -227 => "User is banned or inactive for over 45 days",
        -230 => "User has not interacted with the OA in the past 7 days",
        -232 => "User has no interaction with the OA, or it expired",
        -233 => "Message type is invalid or not supported",
        -234 => "This message can not be sent at night",
        -235 => "API is not available for this type of OA",
        -237 => "Group is disabled",
        -238 => "Asset is already used or disabled",
        -240 => "Message API v2 is closed",
        -242 => "appsecret_proof is invalid",
        -248 => "Message violates the platform's standards",
        -320 => "Link a Zalo Cloud Account",
        -321 => "Zalo Cloud Account has no money",
        -403 => "OA is not in the group",
        -501 => "Personal information is limited: the IP is not inside Viet Nam",
        _ => "Error " + code,
    });
}
