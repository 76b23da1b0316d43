using Nameward.Store.Sqlite;
using Xunit;

namespace Nameward.Store.Tests;

public class StorePlaceTests
{
    [Fact]
    public void TheFileHasItsUsualName() => Assert.Equal("nameward.db", StorePlace.UsualName);
}
