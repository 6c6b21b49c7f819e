using System.CommandLine;
using System.Globalization;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Cli;

/// <summary>The command <c>forget</c>: erases a person everywhere and prints a receipt that does not say who it was.</summary>
internal static class ForgetCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var person = new Argument<string>("USER_ID") { Description = CliTexts.Get("Forget.Person"), HelpName = CliTexts.Get("Word.Person") };
        var readmit = new Option<bool>("--readmit") { Description = CliTexts.Get("Forget.Readmit") };
        var command = new Command("forget", CliTexts.Get("Forget")) { person, readmit };
        command.SetAction(async (parsed, _) =>
        {
            var id = parsed.GetValue(person)!.Trim();
            if (!IsId(id))
            {
                io.Error.WriteLine(CliTexts.Get("Forget.NoId"));
                return ExitCode.BadInput;
            }

            var reading = settings.Read(parsed, io);
            return await StoreAccess.UseExistingAsync(io, reading, async store =>
            {
                using var access = new PrivacyAccess(store, reading.Snapshot!, io.Clock);
                return parsed.GetValue(readmit) ? await ReadmitAsync(io, store, access, id) : await ForgetAsync(io, store, access, reading.Snapshot!, id);
            });
        });
        return command;
    }

    /// <summary>True for what may be a person's id: letters and digits, and enough of them to be nobody else's word.</summary>
    public static bool IsId(string id) => id.Length >= 5 && id.All(char.IsAsciiLetterOrDigit);

    private static async Task<int> ReadmitAsync(CommandIo io, Store store, PrivacyAccess access, string id)
    {
        var readmitted = await access.Erased.ReadmitAsync([.. await PeopleIds.AllOfAsync(store, id)]);
        io.Output.WriteLine(CliTexts.Get(readmitted ? "Forget.Readmitted" : "Forget.WasNotErased"));
        return readmitted ? ExitCode.Well : ExitCode.NotWell;
    }

    private static async Task<int> ForgetAsync(CommandIo io, Store store, PrivacyAccess access, SettingsSnapshot snapshot, string id)
    {
        var ids = await PeopleIds.AllOfAsync(store, id);
        var byHand = await HandWritten.PlacesOfAsync(store, snapshot, ids);
        var receipt = await access.Erasure.EraseAsync(id, ErasureCause.Command);
        var rewritten = await access.Rewriting.RewriteAsync();
        if (receipt is null)
        {
            io.Output.WriteLine(CliTexts.Get("Forget.Nothing"));
        }
        else
        {
            Show(io, receipt);
        }

        if (store.IsEmbedded)
        {
            io.Output.WriteLine(CliTexts.Get(rewritten ? "Forget.FilesWritten" : access.Rewriting.IsDue ? "Forget.FilesDue" : "Forget.FilesClean"));
        }
        else
        {
            io.Output.WriteLine(CliTexts.Get("Forget.Server"));
        }

        foreach (var place in byHand)
        {
            io.Output.WriteLine(CliTexts.Get("Forget.ByHand", place));
        }

        io.Output.WriteLine(CliTexts.Get("Forget.Backups", (int)snapshot.Settings.Retention.Backups.TotalDays));
        return receipt is { Remaining: > 0 } ? ExitCode.NotWell : ExitCode.Well;
    }

    private static void Show(CommandIo io, ErasureReceipt receipt)
    {
        io.Output.WriteLine(CliTexts.Get("Forget.Receipt", receipt.Number, receipt.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)));
        foreach (var (kind, count) in receipt.Removed)
        {
            io.Output.WriteLine(CliTexts.Get("Forget.Removed", CliTexts.Find($"Kind.{kind.Replace(' ', '-')}") ?? kind, count));
        }

        if (receipt.Remaining > 0)
        {
            io.Output.WriteLine(CliTexts.Get("Forget.Remaining", receipt.Remaining));
        }
    }
}
