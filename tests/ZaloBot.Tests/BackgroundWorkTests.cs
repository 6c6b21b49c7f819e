using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ZaloBot.Tests;

/// <summary>When the work beside the requests begins, and what becomes of it.</summary>
public sealed class BackgroundWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_begins_when_the_bot_answers_and_not_before()
    {
        var answers = false;
        using var work = new Work(() => answers);
        await work.StartAsync(default);
        answers = true;
        await ((IHostedLifecycleService)work).StartedAsync(default);
        (await work.Began.Task.WaitAsync(Patience)).ShouldBeTrue();
        await work.StopAsync(default);
        work.ExecuteTask!.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_bot_that_stops_before_it_answered_does_not_wait_for_it()
    {
        using var work = new Work(() => false);
        await work.StartAsync(default);
        await work.StopAsync(default).WaitAsync(Patience);
        work.Began.Task.IsCompleted.ShouldBeFalse();
        work.ExecuteTask!.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task Work_that_fails_stops_the_bot_instead_of_leaving_it_half_alive()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService<FailingWork>();
        using var host = builder.Build();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var stopped = new TaskCompletionSource();
        await using var told = stopping.Register(stopped.SetResult);
        await host.StartAsync();
        await stopped.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Giving_back_memory_goes_on_until_the_bot_stops_and_ends_with_it()
    {
        var time = new FakeTimeProvider();
        using var work = new MemoryAfterStart(time);
        await work.StartAsync(default);
        await ((IHostedLifecycleService)work).StartedAsync(default);

        // Some passes: each is six short pauses and a long one.
        for (var pause = 0; pause < 50; pause++)
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(5);
        }

        work.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await work.StopAsync(default).WaitAsync(Patience);
        work.ExecuteTask.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private sealed class Work(Func<bool> answers) : BackgroundWork
    {
        /// <summary>Ends when the work begins; true when the bot answered by then.</summary>
        public TaskCompletionSource<bool> Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task RunAsync(CancellationToken stoppingToken)
        {
            Began.SetResult(answers());
            return Task.Delay(Timeout.Infinite, stoppingToken);
        }
    }

    private sealed class FailingWork : BackgroundWork
    {
        protected override Task RunAsync(CancellationToken stoppingToken) => throw new InvalidOperationException("This work cannot go on.");
    }
}
