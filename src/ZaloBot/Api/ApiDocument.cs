using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ZaloBot.Api;

/// <summary>Title and key of the OpenAPI document.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ZaloBot",
            Version = "v1",
            Description = "The group secretary for offices that run their work in Zalo groups: its webhook, its probes and its administration API.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The administrators' key, printed at first start." },
        };
        var requirement = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] };
        foreach (var operation in document.Paths.Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(path => path.Value.Operations ?? []))
        {
            operation.Value.Security = [requirement];
        }

        return Task.CompletedTask;
    }
}
