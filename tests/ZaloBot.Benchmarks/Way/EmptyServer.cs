using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ZaloBot.Benchmarks.Way;

/// <summary>What the webhook is measured against: Kestrel with nothing but an endpoint that reads the same body and answers 200.</summary>
internal static class EmptyServer
{
    public const string Verb = "serve-empty";

    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.Run(async http =>
        {
            while (true)
            {
                var read = await http.Request.BodyReader.ReadAsync();
                if (read.IsCompleted)
                {
                    http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                    return;
                }

                http.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        });
        await app.RunAsync();
        return 0;
    }
}
