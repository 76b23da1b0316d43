using Nameward.Store.Sqlite;
using Xunit;

namespace Nameward.Store.Tests;

public class StorePlaceTests
{
    [Theory]
    [InlineData("NAMEWARD_HOME=here;HOME=me;XDG_DATA_HOME=/data", false, "here|nameward.db")]
    [InlineData("HOME=me;XDG_DATA_HOME=/data", false, "/data|nameward|nameward.db")]
    [InlineData("HOME=me;XDG_DATA_HOME=data", false, "me|.local|share|nameward|nameward.db")]
    [InlineData("NAMEWARD_HOME=;HOME=me", false, "me|.local|share|nameward|nameward.db")]
    [InlineData("", false, ".|.local|share|nameward|nameward.db")]
    [InlineData("LOCALAPPDATA=local", true, "local|nameward|nameward.db")]
    public void TheUsualPlaceIsToldByTheEnvironment(string environment, bool isWindows, string place)
    {
        var set = environment.Split(';', StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        Assert.Equal(Path.Combine(place.Split('|')), StorePlace.Usual(set.GetValueOrDefault, isWindows));
    }
}
