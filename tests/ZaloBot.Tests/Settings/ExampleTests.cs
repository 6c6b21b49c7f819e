using Microsoft.Extensions.Time.Testing;

using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

/// <summary>What the repository ships as an example is taken as it stands.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_example_is_complete_but_for_the_keys()
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-example-").FullName;
        File.Copy(Repository.File("appsettings.example.json"), Path.Combine(folder, "appsettings.json"));
        File.Copy(Repository.File("people.example.csv"), Path.Combine(folder, "people.csv"));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        var reading = SettingsFile.Load(Path.Combine(folder, "appsettings.json"), new Dictionary<string, string>(), clock);

        reading.Faults.Select(fault => fault.Code).ShouldBe(["NoOaSecretKey", "NoAppSecretKey"]);
        var (settings, people) = reading.Snapshot.ShouldNotBeNull();
        settings.Groups.Count(group => group.Kind == GroupKind.Standing).ShouldBe(3);
        people.All.Count.ShouldBeGreaterThan(5);
        Directory.Delete(folder, recursive: true);
    }
}
