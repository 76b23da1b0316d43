using System.Text;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>An import that is killed: the store opens, the old feed is in force or the new one, and a rerun ends as an undisturbed run.</summary>
public sealed class KilledImportTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    [Trait("tier", "ci")]
    public Task ThreeKillsLeaveAWholeFeed() => Kill(3, seed: 7);

    [Fact]
    [Trait("tier", "soak")]
    public Task FiftyKillsLeaveAWholeFeed() => Kill(50, seed: Environment.TickCount);

    async Task Kill(int kills, int seed)
    {
        _place.Write("old.txt", List(20_000, "old"));
        _place.Write("new.txt", List(100_000, "new"));
        Assert.Equal(0, (await _place.Run("intel", "import", "old.txt", "--name", "feed", "--store", "nameward.db")).Status);
        await KilledRun.EndsAsUndisturbed(_place, kills, seed, "intel", "import", "new.txt", "--name", "feed", "--store", "nameward.db");
    }

    static string List(int count, string word)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{word}{i}.x-example.com\n");
        }
        return text.ToString();
    }
}
