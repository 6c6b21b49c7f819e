using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>What goes back to the app: HTTP 200 whatever happened, and the truth in <c>error</c> (fact sheet 5.0).</summary>
internal sealed record ApiAnswer(int Status, string ContentType, string Body, int? Error)
{
    public static ApiAnswer Success(JsonNode? data)
    {
        var body = new JsonObject();
        if (data is not null)
        {
            body["data"] = data;
        }

        body["error"] = 0;
        body["message"] = "Success";
        return Json(body, 0);
    }

    public static ApiAnswer Refused(ApiRefusal refusal) =>
        Json(new JsonObject { ["error"] = refusal.Code, ["message"] = refusal.Message }, refusal.Code);

    public static ApiAnswer Json(JsonObject body, int? error) => new(200, "application/json;charset=utf-8", JsonText.Raw(body), error);

    public static ApiAnswer Html(int status, string body) => new(status, "text/html;charset=utf-8", body, null);

    public static ApiAnswer NotFound { get; } = Html(404, "<html><body><h1>404 Not Found</h1></body></html>");
}
