package io.credence.risk.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DbAddressTest {

    @Test
    void neverShowsThePassword() {
        DbAddress address = new DbAddress(
                "jdbc:postgresql://db.example:6432/risk?password=s3cret&ssl=true", "desk", "s3cret", "credence");

        assertThat(address).hasToString("db.example:6432/risk, schema credence, user desk");
    }

    @Test
    void refusesAnotherKindOfAddressWithoutShowingItsPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DbAddress("mysql://h/d?password=s3cret&a=b", "desk", null, "credence"))
                .withMessageContaining("'mysql://h/d?password=***&a=b'")
                .withMessageContaining("Maybe");
    }

    @Test
    void whatTheAddressSaysWins() {
        DbAddress address = new DbAddress("jdbc:postgresql://h/d?socketTimeout=5", "desk", null, "mine");

        assertThat(address.fullUrl())
                .startsWith("jdbc:postgresql://h/d?socketTimeout=5&currentSchema=mine,public")
                .contains("&connectTimeout=10")
                .doesNotContain("socketTimeout=60");
    }
}
