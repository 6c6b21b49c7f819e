using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Privacy;

/// <summary>
/// Turns ids into the hashes by which erased people are recognised. The key lies beside the key ring and never in the store:
/// without it nobody can try ids out against the hashes.
/// </summary>
public sealed class ErasureKey
{
    private const string FileName = "erasure.key";
    private const int KeyLength = 32;
    private const int HashLength = 16;

    private readonly byte[] _key;

    private ErasureKey(byte[] key) => _key = key;

    /// <summary>Reads the key of a folder, or makes it when there is none.</summary>
    public static ErasureKey In(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            Make(file);
        }

        return new ErasureKey(File.ReadAllBytes(file));
    }

    /// <summary>What stands for an id.</summary>
    public string HashOf(string id) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(id)).AsSpan(0, HashLength));

    // Written whole under another name and moved into place: of several processes that start together, the first one's counts.
    private static void Make(string file)
    {
        var draft = $"{file}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyLength));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
