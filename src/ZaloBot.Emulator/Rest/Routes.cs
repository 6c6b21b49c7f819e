using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Every path of the OpenAPI that exists here; any other is a plain 404.</summary>
internal sealed class Routes
{
    private readonly Dictionary<(string Method, string Path), Route> _routes = [];

    public void Get(string path, Permissions needs, Func<ApiRequest, JsonNode?> handler) => _routes[("GET", path)] = new(needs, handler);

    public void Post(string path, Permissions needs, Func<ApiRequest, JsonNode?> handler) => _routes[("POST", path)] = new(needs, handler);

    public Route? Find(string method, string path) => _routes.GetValueOrDefault((method, path));

    /// <param name="Needs">Permission groups; without them -223.</param>
    /// <param name="Handler">Gives <c>data</c>, or throws <see cref="ApiRefusal"/>.</param>
    internal sealed record Route(Permissions Needs, Func<ApiRequest, JsonNode?> Handler);
}
