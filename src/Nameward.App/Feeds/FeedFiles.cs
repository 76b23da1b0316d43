namespace Nameward.App.Feeds;

/// <summary>Reads files of feeds whole, within a bound.</summary>
static class FeedFiles
{
    /// <summary>A file's bytes.</summary>
    /// <exception cref="FeedFault">It is not there, may not be read, or is too large.</exception>
    public static byte[] Read(string path, long most)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, most);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FeedFault(fault is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {path}" : $"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>What a stream brings.</summary>
    /// <exception cref="FeedFault">It is too large.</exception>
    public static byte[] Read(Stream from, long most)
    {
        using var all = new MemoryStream();
        var step = new byte[1 << 16];
        while (from.Read(step) is > 0 and var read)
        {
            if (all.Length + read > most)
            {
                throw new FeedFault($"it is larger than {FeedWords.Size(most)}");
            }
            all.Write(step, 0, read);
        }
        return all.ToArray();
    }
}
