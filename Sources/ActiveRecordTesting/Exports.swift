public import ActiveRecord
