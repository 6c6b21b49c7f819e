namespace ZaloBot.Settings;

/// <summary>The settings in force: read <see cref="Current"/> each time, or listen to <see cref="Changed"/>.</summary>
public class SettingsSource(SettingsSnapshot first)
{
    private volatile SettingsSnapshot _snapshot = first;

    /// <summary>The settings in force.</summary>
    public ZaloBotSettings Current => _snapshot.Settings;

    /// <summary>The people in force.</summary>
    public PeopleDirectory People => _snapshot.People;

    /// <summary>Settings and people of one moment, for work that needs both.</summary>
    public SettingsSnapshot Snapshot => _snapshot;

    /// <summary>Why the last reading was refused; empty when it was taken.</summary>
    public IReadOnlyList<SettingsFault> Faults { get; private set; } = [];

    /// <summary>What somebody should look at in the settings in force.</summary>
    public IReadOnlyList<SettingsFault> Warnings { get; private protected set; } = [];

    /// <summary>Raised after new settings or people are in force.</summary>
    public event Action<SettingsSnapshot>? Changed;

    /// <summary>Raised when a reading was refused; the former settings stay in force.</summary>
    public event Action<IReadOnlyList<SettingsFault>>? Refused;

    /// <summary>Settings that never change by themselves, for the demo and for tests.</summary>
    public static SettingsSource Fixed(ZaloBotSettings settings, PeopleDirectory? people = null) =>
        new(new SettingsSnapshot(settings, people ?? PeopleDirectory.Empty));

    /// <summary>Puts other settings in force.</summary>
    public void Replace(SettingsSnapshot next, IReadOnlyList<SettingsFault>? warnings = null)
    {
        _snapshot = next;
        Faults = [];
        Warnings = warnings ?? [];
        Changed?.Invoke(next);
    }

    /// <summary>Keeps the settings in force and tells who listens why others were refused.</summary>
    private protected void Refuse(IReadOnlyList<SettingsFault> faults)
    {
        Faults = faults;
        Refused?.Invoke(faults);
    }
}
